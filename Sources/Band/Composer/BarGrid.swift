/// Where the bars are on the musical clock.
struct BarGrid: Sendable {
  private(set) var beatsPerBar = 4

  /// A beat that is a downbeat.
  private(set) var anchor = 0

  /// Whether a downbeat was ever heard of.
  private(set) var isKnown = false

  /// Where a beat is in its bar, 0 for the downbeat.
  func position(of beat: Int) -> Int {
    let remainder = (beat - anchor) % beatsPerBar
    return remainder < 0 ? remainder + beatsPerBar : remainder
  }

  /// The downbeat of the bar of `beat`.
  func downbeat(before beat: Int) -> Int { beat - position(of: beat) }

  /// The first downbeat at or after `beat`.
  func downbeat(after beat: Int) -> Int {
    let position = position(of: beat)
    return position == 0 ? beat : beat - position + beatsPerBar
  }

  /// The first downbeat that can still be composed otherwise when the clock is at `now`.
  func downbeat(after now: Double) -> Int { downbeat(after: Int((now + 0.3).rounded(.up))) }

  /// Takes `beat` for a downbeat.
  ///
  /// - Returns: Whether the bars are elsewhere than before.
  mutating func setDownbeat(_ beat: Int, beatsPerBar: Int) -> Bool {
    guard !isKnown || beatsPerBar != self.beatsPerBar || position(of: beat) != 0 else {
      return false
    }
    self.beatsPerBar = beatsPerBar
    anchor = beat
    isKnown = true
    return true
  }
}
