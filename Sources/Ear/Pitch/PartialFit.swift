import Glibc

/// Where the partials of a string lie: the lowest one, and how the rest are stretched.
///
/// Stiff strings have partials at n·f·√(1 + B·n²) (Fletcher, "Normal vibration frequencies of a stiff
/// piano string", JASA 36, 1964), so that the period that repeats best is sharp of the note by up to
/// several cents. Each partial's frequency is read off its phase in two overlapping frames; a straight
/// line through frequency over n against n² - 1 gives the lowest partial.
struct PartialFit {
  private struct Partial {
    let number: Double
    /// Its frequency over its number, in hertz.
    let spacing: Double
    let amplitude: Double
  }

  private static let partialCount = 8
  /// No string is stiffer than this.
  private static let stiffest = 1e-3
  /// How much stiffness to expect, and how far phases may err, relative to the frequency.
  private static let usual = 2e-4
  private static let phaseError = 3e-4
  /// Farther from where it is expected, what is found is no partial: 30 cents.
  private static let reach = 0.0175

  private let rate: Double

  private var pair: PhasePair

  /// Creates a fit for frames of up to `longest` samples at `rate` hertz.
  init(rate: Double, longest: Int) {
    self.rate = rate
    pair = PhasePair(upTo: longest)
  }

  /// The lowest partial in `frame`, near `frequency` hertz; `nil` where the partials do not agree.
  mutating func refine(_ frequency: Double, in frame: UnsafeBufferPointer<Float>) -> Double? {
    pair.take(frame)
    var lowest = frequency
    var stiffness = 0.0
    for _ in 0..<2 {
      guard let line = Self.fit(partials(lowest: lowest, stiffness: stiffness)) else { return nil }
      lowest = line.lowest
      stiffness = line.stiffness
    }
    return abs(lowest / frequency - 1) < Self.reach ? lowest : nil
  }

  private func partials(lowest: Double, stiffness: Double) -> [Partial] {
    (1...Self.partialCount).compactMap { number in
      let n = Double(number)
      let stretch = ((1 + stiffness * n * n) / (1 + stiffness)).squareRoot()
      let expected = lowest * n * stretch
      guard expected < 0.4 * rate else { return nil }
      let found = pair.measure(2 * .pi * expected / rate)
      let spacing = (expected + found.shift * rate / (2 * .pi)) / n
      guard abs(spacing / (lowest * stretch) - 1) < Self.reach else { return nil }
      return Partial(number: n, spacing: spacing, amplitude: found.amplitude)
    }
  }

  /// Weighted least squares with a prior on the slope: a partial counts by how well its phase shows.
  private static func fit(_ partials: [Partial]) -> (lowest: Double, stiffness: Double)? {
    let strongest = partials.reduce(0) { max($0, $1.amplitude * $1.number) }
    guard strongest > 0 else { return nil }
    var sums = (weight: 0.0, x: 0.0, xx: 0.0, y: 0.0, xy: 0.0)
    for partial in partials {
      let weight = pow(partial.amplitude * partial.number / strongest, 2)
      let x = partial.number * partial.number - 1
      sums.weight += weight
      sums.x += weight * x
      sums.xx += weight * x * x
      sums.y += weight * partial.spacing
      sums.xy += weight * x * partial.spacing
    }
    let ridge = sums.xx + pow(2 * phaseError / usual, 2)
    let slope = (sums.weight * sums.xy - sums.x * sums.y) / (sums.weight * ridge - sums.x * sums.x)
    let limited = min(max(0, slope), sums.y / sums.weight * stiffest / 2)
    let lowest = (sums.y - limited * sums.x) / sums.weight
    return lowest > 0 ? (lowest, 2 * limited / lowest) : nil
  }
}
