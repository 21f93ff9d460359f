/// Tells the pitch of a single note, E1 (41.2 Hz) to 1.2 kHz, about 43 times a second.
///
/// YIN's cumulative mean normalised difference (de Cheveigné & Kawahara, JASA 111, 2002) over a
/// window that shrinks with the lag (McLeod & Wyvill, "A smarter way to find pitch", ICMC 2005), from
/// one autocorrelation. The period is read off the longest lag that still repeats it, and the pitch is
/// that of the lowest partial, from which a stiff string's others stray.
package struct PitchTracker: Listener {
  package static let parts: FrontEnd.Parts = .frames

  private static let lowest = 38.0
  private static let highest = 1300.0
  /// YIN's absolute threshold, step 4 of the paper.
  private static let threshold: Float = 0.12
  /// Above this the best lag is no period.
  private static let voicing: Float = 0.3
  /// Periods in the frame in which partials are told apart, and the longest one, in seconds.
  private static let periods = 10.0
  private static let longest = 0.2

  private let rate: Double
  private var frames = 0
  private let transform: RealFFT
  private let partials: PartialFit
  private let count: Int
  private let shortestLag: Int
  private var correlation: [Float]
  /// The mean difference at each lag, and the same over its mean at shorter lags.
  private var difference: [Float]
  private var normalized: [Float]

  /// Creates a tracker for audio at `sampleRate` hertz.
  package init(sampleRate: Double) {
    rate = FrontEnd.frameRate(for: sampleRate)
    let longestLag = Int(rate / Self.lowest) + 2
    shortestLag = max(2, Int(rate / Self.highest))
    count = 3 * longestLag
    transform = RealFFT(size: RealFFT.quickSize(atLeast: count + longestLag + 1))
    partials = PartialFit(rate: rate)
    correlation = Array(repeating: 0, count: longestLag + 1)
    difference = correlation
    normalized = correlation
  }

  /// Hears a step; calls `emit` for every other frame.
  package mutating func hear(_ front: FrontEnd, _ emit: (PitchEstimate) -> Void) {
    guard front.news.contains(.frames) else { return }
    frames += 1
    guard frames.isMultiple(of: 2) else { return }
    let framer = front.framer
    let (frequency, confidence) = pitch(framer)
    emit(
      PitchEstimate(
        frame: max(0, framer.frame(age: Double(count) / 2)), heard: framer.heard,
        frequency: frequency, confidence: confidence))
  }

  private mutating func pitch(_ framer: Framer) -> (frequency: Float, confidence: Float) {
    framer.withNewest(count) { transform.autocorrelate($0, into: &correlation) }
    guard correlation[0] > 1e-7 * Float(count) else { return (0, 0) }
    compare(framer)
    guard let lag = firstDip() else { return (0, 0) }
    let confidence = max(0, 1 - normalized[lag])
    guard normalized[lag] < Self.voicing else { return (0, confidence) }
    return (Float(refined(rate / period(from: lag), framer)), confidence)
  }

  /// The lowest partial near `frequency`, in as many periods as it takes to tell partials apart.
  private func refined(_ frequency: Double, _ framer: Framer) -> Double {
    let wanted = min(Self.longest, Self.periods / frequency) * rate
    return framer.withNewest(max(count, Int(wanted))) { frame in
      partials.refine(frequency, in: frame) ?? frequency
    }
  }

  /// Fills in the differences at all lags.
  private mutating func compare(_ framer: Framer) {
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
  }

  /// The shortest lag with a dip under the threshold, or else the deepest one.
  private func firstDip() -> Int? {
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

  /// The period in samples, from ever longer multiples of it that still match.
  private func period(from lag: Int) -> Double {
    var period = dip(near: lag)
    var multiple = 1.0
    while true {
      let next = Int((period * multiple * 2).rounded())
      guard next + 2 < difference.count else { return period }
      let position = dip(near: next)
      let refined = position / (multiple * 2)
      guard abs(refined / period - 1) < 0.02, normalized[next] < Self.voicing else {
        return period
      }
      period = refined
      multiple *= 2
    }
  }

  /// The bottom of the dip at `lag`, by a parabola through three points.
  private func dip(near lag: Int) -> Double {
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
