private import CRealtime
import Glibc

/// How each note with its harmonics looks along a `PitchAxis`, and how much of each note explains
/// a spectrum.
///
/// Non-negative least squares over note profiles: Mauch & Dixon, "Approximate note transcription
/// for the improved identification of difficult chords" (ISMIR 2010), 2.3. Solved by coordinate
/// descent on the normal equations (Franc, Hlavac & Navara, "Sequential coordinate-wise algorithm
/// for the non-negative least squares problem", CAIP 2005).
struct NoteDictionary {
  /// The lowest note, MIDI 28 (E1).
  static let lowestNote = 28

  /// MIDI notes 28 to 95.
  static let noteCount = 68

  /// How much weaker each harmonic is than the one below it; the paper has 0.6 to 0.9.
  private static let decay = 0.85

  private static let harmonicCount = 16

  /// Profiles of unit length, one note after another.
  private var profiles: [Float] = []
  /// Between which bins each profile is not zero.
  private var extents: [Range<Int>] = []
  /// The inner products of all pairs of profiles, in rows of `rowLength`.
  private var gram: [Float]
  private static let rowLength = (noteCount + 7) & ~7

  /// Creates the profiles that frames under `window` show.
  init(window: [Float], size: Int, rate: Double, axis: PitchAxis) {
    let lobe = Lobe(of: window, size: size)
    var power = [Float](repeating: 0, count: size / 2 + 1)
    var bins = [Float](repeating: 0, count: PitchAxis.binCount)
    for note in 0..<Self.noteCount {
      let pitch = 440 * pow(2, Double(Self.lowestNote + note - 69) / 12)
      Self.fill(&power, pitch: pitch, rate: rate, size: size, lobe: lobe)
      axis.map(power, into: &bins)
      let length = bins.reduce(0) { $0 + $1 * $1 }.squareRoot()
      profiles += bins.map { $0 / length }
      extents.append(
        (bins.firstIndex { $0 > 0 } ?? 0)..<(bins.lastIndex { $0 > 0 } ?? 0) + 1)
    }
    gram = Array(repeating: 0, count: Self.noteCount * Self.rowLength)
    for row in 0..<Self.noteCount {
      for column in 0...row {
        let product = dot(profile: row, profile: column)
        gram[row * Self.rowLength + column] = product
        gram[column * Self.rowLength + row] = product
      }
    }
  }

  /// Refines `activations`, what each note adds to `bins`, starting from what they hold.
  func explain(_ bins: [Float], activations: inout [Float]) {
    precondition(bins.count == PitchAxis.binCount && activations.count == Self.noteCount)
    var residual = [Float](repeating: 0, count: Self.rowLength)
    for note in 0..<Self.noteCount { residual[note] = dot(profile: note, bins) }
    residual.withUnsafeMutableBufferPointer { residual in
      for note in 0..<Self.noteCount where activations[note] > 0 {
        subtract(activations[note], of: note, from: residual)
      }
      for _ in 0..<24 {
        guard descend(&activations, residual) >= 1e-3 else { break }
      }
    }
  }

  /// Refines each note once; returns the largest change.
  private func descend(
    _ activations: inout [Float], _ residual: UnsafeMutableBufferPointer<Float>
  ) -> Float {
    var change: Float = 0
    for note in 0..<Self.noteCount {
      let old = activations[note]
      let new = max(0, old + residual[note])
      guard new != old else { continue }
      activations[note] = new
      subtract(new - old, of: note, from: residual)
      change = max(change, abs(new - old))
    }
    return change
  }

  private func subtract(
    _ amount: Float, of note: Int, from residual: UnsafeMutableBufferPointer<Float>
  ) {
    gram.withUnsafeBufferPointer { gram in
      guard let residual = residual.baseAddress, let gram = gram.baseAddress else { return }
      realtime_accumulate(
        residual, gram + note * Self.rowLength, -amount, Self.rowLength, Processor.isWide)
    }
  }

  private func dot(profile note: Int, _ bins: [Float]) -> Float {
    let extent = extents[note]
    let start = note * PitchAxis.binCount + extent.lowerBound
    return bins.withUnsafeBufferPointer { bins in
      profiles.withUnsafeBufferPointer { profiles in
        UnsafeBufferPointer(rebasing: bins[extent]).product(
          with: UnsafeBufferPointer(rebasing: profiles[start..<start + extent.count]))
      }
    }
  }

  private func dot(profile note: Int, profile other: Int) -> Float {
    let start = other * PitchAxis.binCount
    return dot(profile: note, Array(profiles[start..<start + PitchAxis.binCount]))
  }

  /// Writes the power spectrum of a harmonic tone to `power`.
  private static func fill(
    _ power: inout [Float], pitch: Double, rate: Double, size: Int, lobe: Lobe
  ) {
    for bin in power.indices { power[bin] = 0 }
    for harmonic in 1...harmonicCount where pitch * Double(harmonic) < rate / 2 {
      let center = pitch * Double(harmonic) / rate * Double(size)
      let amplitude = Float(pow(decay, Double(harmonic - 1)))
      let first = max(0, Int(center) - lobe.reach)
      let last = min(power.count - 1, Int(center) + lobe.reach)
      guard first <= last else { continue }
      for bin in first...last {
        let height = amplitude * lobe.height(Double(bin) - center)
        power[bin] += height * height
      }
    }
  }
}
