import Glibc

/// The mean power of all blocks that pass the gates of ITU-R BS.1770-4, in bounded memory.
///
/// Blocks are counted by their loudness in steps of a twentieth of an LU; their powers are summed
/// exactly, so that only which blocks fall to the relative gate is rounded.
struct LoudnessGate {
  /// Blocks softer than this never count, in LUFS.
  private static let absolute: Float = -70
  /// How far below the mean of what passed the absolute gate the relative one lies, in LU.
  private static let relative: Float = -10
  private static let stepsPerUnit: Float = 20

  private var counts = [Int](repeating: 0, count: 1800)
  private var powers = [Double](repeating: 0, count: 1800)
  private var top = -1

  /// Adds a block of 400 ms.
  mutating func add(power: Double) {
    let loudness = loudness(of: power)
    guard loudness > Self.absolute else { return }
    let bin = min(bin(of: loudness), counts.count - 1)
    counts[bin] += 1
    powers[bin] += power
    top = max(top, bin)
  }

  /// In LUFS.
  var integrated: Float {
    let all = mean(from: 0)
    guard all > 0 else { return LoudnessEstimate.floor }
    let gate = loudness(of: all) + Self.relative
    return loudness(of: mean(from: max(0, bin(of: gate))))
  }

  private func bin(of loudness: Float) -> Int {
    Int(((loudness - Self.absolute) * Self.stepsPerUnit).rounded(.down))
  }

  private func mean(from first: Int) -> Double {
    guard first <= top else { return 0 }
    var count = 0
    var power = 0.0
    for bin in first...top {
      count += counts[bin]
      power += powers[bin]
    }
    return count > 0 ? power / Double(count) : 0
  }
}

/// The loudness of a K-weighted mean square, in LUFS; BS.1770-4, annex 1, equation 2.
func loudness(of power: Double) -> Float {
  power > 1e-12 ? max(LoudnessEstimate.floor, Float(-0.691 + 10 * log10(power))) : -120
}
