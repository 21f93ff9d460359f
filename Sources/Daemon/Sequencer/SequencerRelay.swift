private import Glibc
import Graph

/// Hands what the sequencer's thread hears to the audio thread, and takes nothing in that would leave no room
/// for the end of whatever is held: no note hangs, however much comes at once.
struct SequencerRelay {
  private let link: SequencerLink
  private var notes = HeldNotes<SequencerWiring.Link>()

  init(_ link: SequencerLink) { self.link = link }

  /// The connections by way of which something is held.
  var places: [SequencerWiring.Link] { notes.places }

  /// Passes on what has come by way of `place` for the port that JACK knows as `handle`; returns `false` where
  /// there is no room for it.
  mutating func pass(
    _ message: MIDIEvent, from place: SequencerWiring.Link, to handle: UnsafeMutableRawPointer?
  ) -> Bool {
    let count = notes.count
    guard link.room > count + 1 else {
      var rest = notes
      rest.record(message, at: place)
      // What ends nothing that is held would take the room of what does.
      guard rest.count < count else { return false }
      notes = rest
      push(message, to: handle)
      return true
    }
    notes.record(message, at: place)
    push(message, to: handle)
    return true
  }

  /// Ends what is held by way of `place`, of which the ends may never come.
  mutating func end(_ place: SequencerWiring.Link, at handle: UnsafeMutableRawPointer?) {
    for event in notes.end(place) { push(event, to: handle) }
  }

  private func push(_ event: MIDIEvent, to handle: UnsafeMutableRawPointer?) {
    guard let handle else { return }
    let message = SequencerMessage(
      handle: handle, nanoseconds: MonotonicClock.now, event: event)
    let isPassed = link.messages.push(message)
    precondition(isPassed, "the end of a held note has its room kept")
  }
}
