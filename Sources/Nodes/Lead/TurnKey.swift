internal import Graph

/// The key that a soloist holds while it answers the player, so that a band plays on without him.
///
/// A key and no controller, because who is cut off while he holds one has it ended.
struct TurnKey: BitwiseCopyable {
  /// On channel 6, as players count them.
  private static var channel: UInt8 { 5 }

  /// Whether the soloist answers, and whether the key is held.
  private var isAnswering = false
  private var isHeld = false

  /// Takes in what its worker reports.
  @_noLocks
  mutating func take(_ report: PlayerAction) { isAnswering = report.part == 1 }

  /// Holds the key at the MIDI output `port` or lets it go, where that has changed; `isOn` tells whether the
  /// soloist can be heard.
  @_noLocks
  mutating func tell(_ cycle: borrowing Cycle, at port: Int, isOn: Bool) {
    guard (isAnswering && isOn) != isHeld else { return }
    isHeld = !isHeld
    let key = BandControls.playOnKey
    cycle.midiOutput(port).append(
      isHeld
        ? MIDIEvent(noteOn: key, velocity: 100, channel: Self.channel, offset: 0)
        : MIDIEvent(noteOff: key, channel: Self.channel, offset: 0))
  }
}
