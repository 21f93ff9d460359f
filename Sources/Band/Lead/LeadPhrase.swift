/// A phrase that is about to be played: its rhythm, and where a figure of the player's is taken up, its
/// line.
///
/// Ticks count from beat 0 of the musical clock, twelve a beat.
struct LeadPhrase: Sendable {
  struct Slot: Hashable, Sendable {
    var tick: Int

    /// In ticks.
    var length: Int

    /// The key that the player's figure would have here.
    var wish: Int?
  }

  /// Where it starts and ends, its rest included.
  let span: Range<Int>
  let slots: [Slot]

  /// Who played how before it.
  let portrait: PlayerPortrait
}
