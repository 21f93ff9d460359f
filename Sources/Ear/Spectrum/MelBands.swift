import Glibc

/// 128 overlapping triangles along the mel scale, and the cepstrum of their levels.
///
/// Slaney's scale and unit areas ("Auditory Toolbox", 1998), as librosa has them.
struct MelBands {
  static let count = 128

  private struct Band {
    let first: Int
    let weights: [Float]
  }

  /// No level is below this, in dB.
  private static let floor: Float = -100

  private let bands: [Band]
  private let cosines: [[Float]]
  private(set) var levels = [Float](repeating: floor, count: count)

  /// Creates the bands of spectra of frames of `size` samples at `rate` hertz.
  init(size: Int, rate: Double) {
    let top = Self.mel(rate / 2)
    let edges = (0..<Self.count + 2).map { Self.hertz(top * Double($0) / Double(Self.count + 1)) }
    bands = (0..<Self.count).map { index in
      Self.band(edges[index], edges[index + 1], edges[index + 2], binWidth: rate / Double(size))
    }
    cosines = (0..<13).map { order in
      let scale = (order == 0 ? 1 : 2.0) / Double(Self.count)
      return (0..<Self.count).map { band in
        Float(
          scale.squareRoot() * cos(.pi * Double(order) * (Double(band) + 0.5) / Double(Self.count)))
      }
    }
  }

  /// Takes the levels of `power`, in dB; returns how much they rose since the last, on average.
  mutating func observe(_ power: [Float]) -> Float {
    let before = levels
    power.withUnsafeBufferPointer { power in
      for (index, band) in bands.enumerated() {
        let heard = UnsafeBufferPointer(
          rebasing: power[band.first..<band.first + band.weights.count])
        let sum = band.weights.withUnsafeBufferPointer { $0.product(with: heard) }
        levels[index] = max(sum, 1e-10)
      }
    }
    levels.replaceFours { 4.342_944_8 * $0.logarithm }
    var rise: Float = 0
    for (old, new) in zip(before, levels) { rise += max(0, new - old) }
    return rise / Float(Self.count)
  }

  /// The orthonormal cosine transform of the levels, its first thirteen.
  func cepstrum() -> InlineArray<13, Float> {
    levels.withUnsafeBufferPointer { levels in
      InlineArray<13, Float> { order in
        cosines[order].withUnsafeBufferPointer { $0.product(with: levels) }
      }
    }
  }

  private static func band(
    _ low: Double, _ center: Double, _ high: Double, binWidth: Double
  ) -> Band {
    let first = Int((low / binWidth).rounded(.up))
    let last = Int((high / binWidth).rounded(.down))
    guard first <= last else { return Band(first: 0, weights: []) }
    let weights = (first...last).map { bin in
      let frequency = Double(bin) * binWidth
      let height = min((frequency - low) / (center - low), (high - frequency) / (high - center))
      return Float(max(0, height) * 2 / (high - low))
    }
    return Band(first: first, weights: weights)
  }

  /// Linear below 1 kHz, logarithmic above.
  private static func mel(_ hertz: Double) -> Double {
    hertz < 1000 ? hertz * 3 / 200 : 15 + log(hertz / 1000) / (log(6.4) / 27)
  }

  private static func hertz(_ mel: Double) -> Double {
    mel < 15 ? mel * 200 / 3 : 1000 * exp((mel - 15) * log(6.4) / 27)
  }
}
