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

  init(rate: Double) { self.rate = rate }

  /// The lowest partial in `frame`, near `frequency` hertz; `nil` where the partials do not agree.
  func refine(_ frequency: Double, in frame: UnsafeBufferPointer<Float>) -> Double? {
    var lowest = frequency
    var stiffness = 0.0
    for _ in 0..<2 {
      let partials = partials(in: frame, lowest: lowest, stiffness: stiffness)
      guard let line = Self.fit(partials) else { return nil }
      lowest = line.lowest
      stiffness = line.stiffness
    }
    return abs(lowest / frequency - 1) < Self.reach ? lowest : nil
  }

  private func partials(
    in frame: UnsafeBufferPointer<Float>, lowest: Double, stiffness: Double
  ) -> [Partial] {
    (1...Self.partialCount).compactMap { number in
      let n = Double(number)
      let stretch = ((1 + stiffness * n * n) / (1 + stiffness)).squareRoot()
      let expected = lowest * n * stretch
      guard expected < 0.4 * rate else { return nil }
      let (shift, amplitude) = measure(expected, in: frame)
      let spacing = (expected + shift) / n
      guard abs(spacing / (lowest * stretch) - 1) < Self.reach else { return nil }
      return Partial(number: n, spacing: spacing, amplitude: amplitude)
    }
  }

  /// How far the partial near `frequency` is from it, in hertz, and how strong it is.
  private func measure(
    _ frequency: Double, in frame: UnsafeBufferPointer<Float>
  ) -> (shift: Double, amplitude: Double) {
    let length = 2 * frame.count / 3
    let distance = frame.count - length
    let step = 2 * Double.pi * frequency / rate
    let turn = (cos(step), -sin(step))
    var phasor = (1.0, 0.0)
    let windowStep = 2 * Double.pi / Double(length)
    let windowTurn = (cos(windowStep), sin(windowStep))
    var hann = (cos(windowStep / 2), sin(windowStep / 2))
    var first = (0.0, 0.0)
    var second = (0.0, 0.0)
    for index in 0..<length {
      let weight = 0.5 - 0.5 * hann.0
      let early = weight * Double(frame[index])
      let late = weight * Double(frame[index + distance])
      first = (first.0 + early * phasor.0, first.1 + early * phasor.1)
      second = (second.0 + late * phasor.0, second.1 + late * phasor.1)
      phasor = Self.product(phasor, turn)
      hann = Self.product(hann, windowTurn)
    }
    let advance = step * Double(distance)
    let aligned = Self.product(second, (cos(advance), -sin(advance)))
    let change = Self.product(aligned, (first.0, -first.1))
    let shift = atan2(change.1, change.0) * rate / (2 * .pi * Double(distance))
    return (shift, (change.0 * change.0 + change.1 * change.1).squareRoot().squareRoot())
  }

  @inline(__always)
  private static func product(_ a: (Double, Double), _ b: (Double, Double)) -> (Double, Double) {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
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
