/// Finds after how many samples a sound repeats itself.
///
/// YIN's cumulative mean normalised difference (de Cheveigné & Kawahara, JASA 111, 2002) over a
/// window that shrinks with the lag (McLeod & Wyvill, "A smarter way to find pitch", ICMC 2005), from
/// one autocorrelation.
struct Periodicity {
  /// YIN's absolute threshold, step 4 of the paper.
  private static let threshold: Float = 0.12

  /// Samples that are looked at.
  let count: Int

  private let transform: RealFFT
  private let shortestLag: Int
  private var correlation: [Float]

  /// The mean difference at each lag, and the same over its mean at shorter lags.
  private(set) var difference: [Float]
  private(set) var normalized: [Float]

  /// Looks for periods of `lowest` to `highest` hertz in samples at `rate` hertz: in as many as `seconds`
  /// hold, or in three times the longest period.
  init(rate: Double, from lowest: Double, to highest: Double, seconds: Double? = nil) {
    let longestLag = Int(rate / lowest) + 2
    shortestLag = max(2, Int(rate / highest))
    count = seconds.map { Int($0 * rate) } ?? 3 * longestLag
    transform = RealFFT(size: RealFFT.quickSize(atLeast: count + longestLag + 1))
    correlation = Array(repeating: 0, count: longestLag + 1)
    difference = correlation
    normalized = correlation
  }

  /// Compares the newest samples with themselves, later by every lag; returns their power.
  mutating func compare(_ framer: Framer) -> Float {
    framer.withNewest(count) { transform.autocorrelate($0, into: &correlation) }
    framer.withNewest(count) { frame in
      var energy = 2 * correlation[0]
      var sum: Float = 0
      difference[0] = 0
      normalized[0] = 1
      for lag in 1..<correlation.count {
        let first = frame[lag - 1]
        let last = frame[count - lag]
        energy -= first * first + last * last
        difference[lag] = max(0, energy - 2 * correlation[lag]) / Float(count - lag)
        sum += difference[lag]
        normalized[lag] = sum > 0 ? difference[lag] * Float(lag) / sum : 1
      }
    }
    return correlation[0] / Float(count)
  }

  /// The shortest lag with a dip under the threshold, or else the deepest one.
  func firstDip() -> Int? {
    var lag = shortestLag
    while lag < normalized.count - 1 {
      if normalized[lag] < Self.threshold {
        while lag + 1 < normalized.count - 1, normalized[lag + 1] < normalized[lag] { lag += 1 }
        return lag
      }
      lag += 1
    }
    return (shortestLag..<normalized.count - 1).min { normalized[$0] < normalized[$1] }
  }

  /// The bottom of the dip at `lag`, by a parabola through three points.
  func dip(near lag: Int) -> Double {
    var lag = min(max(lag, 1), difference.count - 2)
    if difference[lag + 1] < difference[lag] { lag = min(lag + 1, difference.count - 2) }
    if difference[lag - 1] < difference[lag] { lag = max(lag - 1, 1) }
    let left = Double(difference[lag - 1])
    let middle = Double(difference[lag])
    let right = Double(difference[lag + 1])
    let curvature = left - 2 * middle + right
    guard curvature > 0 else { return Double(lag) }
    return Double(lag) + min(1, max(-1, 0.5 * (left - right) / curvature))
  }
}
