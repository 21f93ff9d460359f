import Glibc

/// Follows how far the player is from A4 = 440 Hz.
///
/// The energy in the three bins of every semitone has a phase, whose mean is the tuning
/// (Mauch & Dixon, ISMIR 2010, 2.1).
struct Tuning {
  /// Seconds of music that the mean remembers.
  private static let memory = 8.0

  private let forget: Double
  private var real = 0.0
  private var imaginary = 0.0

  /// Semitones above A4 = 440 Hz, -0.5 to 0.5.
  private(set) var semitones: Float = 0

  var cents: Float { semitones * 100 }

  init(framesPerSecond: Double) { forget = exp(-1 / (Self.memory * framesPerSecond)) }

  /// Learns from one frame along a `PitchAxis`.
  mutating func follow(_ bins: [Float]) {
    var sums = (0.0, 0.0, 0.0)
    var bin = 0
    while bin + 2 < bins.count {
      sums.0 += Double(bins[bin])
      sums.1 += Double(bins[bin + 1])
      sums.2 += Double(bins[bin + 2])
      bin += 3
    }
    let total = sums.0 + sums.1 + sums.2
    guard total > 1e-9 else { return }
    real = real * forget + sums.0 - 0.5 * (sums.1 + sums.2)
    imaginary = imaginary * forget + 0.75.squareRoot() * (sums.1 - sums.2)
    semitones = Float(atan2(imaginary, real) / (2 * .pi))
  }

  /// Writes `bins` to `tuned` as if A4 were 440 Hz.
  func correct(_ bins: [Float], into tuned: inout [Float]) {
    let shift = semitones * Float(PitchAxis.binsPerSemitone)
    let whole = Int(shift.rounded(.down))
    let fraction = shift - Float(whole)
    let last = bins.count - 1
    for bin in bins.indices {
      let low = bins[min(max(bin + whole, 0), last)]
      let high = bins[min(max(bin + whole + 1, 0), last)]
      tuned[bin] = low * (1 - fraction) + high * fraction
    }
  }
}
