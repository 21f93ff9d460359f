/// Tells the pitch of a single note, E1 (41.2 Hz) to 1.2 kHz, about 43 times a second.
///
/// The period is read off the longest lag that still repeats it (`Periodicity`), and the pitch is that of the
/// lowest partial, from which a stiff string's others stray.
package struct PitchTracker: Listener {
  package static let parts: FrontEnd.Parts = .frames

  private static let lowest = 38.0
  private static let highest = 1300.0
  /// Above this the best lag is no period.
  private static let voicing: Float = 0.3
  /// Periods in the frame in which partials are told apart, and the longest one, in seconds.
  private static let periods = 10.0
  private static let longest = 0.2

  private let rate: Double
  private var frames = 0
  private var partials: PartialFit
  private var periodicity: Periodicity

  /// Creates a tracker for audio at `sampleRate` hertz.
  package init(sampleRate: Double) {
    rate = FrontEnd.frameRate(for: sampleRate)
    periodicity = Periodicity(rate: rate, from: Self.lowest, to: Self.highest)
    partials = PartialFit(rate: rate, longest: max(periodicity.count, Int(Self.longest * rate)))
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
        frame: max(0, framer.frame(age: Double(periodicity.count) / 2)), heard: framer.heard,
        frequency: frequency, confidence: confidence))
  }

  private mutating func pitch(_ framer: Framer) -> (frequency: Float, confidence: Float) {
    guard periodicity.compare(framer) > 1e-7, let lag = periodicity.firstDip() else {
      return (0, 0)
    }
    let confidence = max(0, 1 - periodicity.normalized[lag])
    guard periodicity.normalized[lag] < Self.voicing else { return (0, confidence) }
    return (Float(refined(rate / period(from: lag), framer)), confidence)
  }

  /// The lowest partial near `frequency`, in as many periods as it takes to tell partials apart.
  private mutating func refined(_ frequency: Double, _ framer: Framer) -> Double {
    let wanted = min(Self.longest, Self.periods / frequency) * rate
    return framer.withNewest(max(periodicity.count, Int(wanted))) { frame in
      partials.refine(frequency, in: frame) ?? frequency
    }
  }

  /// The period in samples, from ever longer multiples of it that still match.
  private func period(from lag: Int) -> Double {
    var period = periodicity.dip(near: lag)
    var multiple = 1.0
    while true {
      let next = Int((period * multiple * 2).rounded())
      guard next + 2 < periodicity.difference.count else { return period }
      let position = periodicity.dip(near: next)
      let refined = position / (multiple * 2)
      guard abs(refined / period - 1) < 0.02, periodicity.normalized[next] < Self.voicing else {
        return period
      }
      period = refined
      multiple *= 2
    }
  }
}
