private import CJack
import NoteFile
private import Realtime

/// Ends the notes of one of our ports at a listener that is cut off from it, by a port of its own, which is
/// gone soon after.
///
/// Over the wire itself they could only be ended while it is there, for all others who listen, too, and more
/// may begin until the server has cut it. For the control thread; times in nanoseconds.
struct Farewell {
  private let handle: OpaquePointer
  private let slot: NoteSlot

  /// What sounded when the wire was cut.
  private let notes: [(channel: UInt8, key: UInt8)]

  /// How long the server may take to make or cut a wire.
  private let settling: Int64

  /// When the next step is due.
  private var due: Int64
  private var isSaid = false

  /// Leads a port to `listener`, who has heard what `slot` knows of by the port `name`; `nil` where nobody
  /// can be led there.
  init?(
    _ name: String, _ slot: NoteSlot, to listener: String, client: JackClient, now: Int64,
    settling: Int64
  ) {
    guard
      let handle = jack_port_register(
        client.handle, Self.freeName(name, client), JACK_DEFAULT_MIDI_TYPE,
        UInt(JackPortIsOutput.rawValue), 0),
      let full = jack_port_name(handle)
    else { return nil }
    guard jack_connect(client.handle, full, listener) == 0 else {
      jack_port_unregister(client.handle, handle)
      return nil
    }
    self.handle = handle
    self.slot = slot
    self.settling = settling
    notes = slot.sounding
    due = now + settling
  }

  /// What no port of ours is called: others may be cut off from the port `name` just now, too.
  private static func freeName(_ name: String, _ client: JackClient) -> String {
    var free = name + "_ends"
    var number = 1
    while jack_port_by_name(client.handle, "\(client.name):\(free)") != nil {
      number += 1
      free = "\(name)_ends_\(number)"
    }
    return free
  }

  /// Does what is due by `now`; returns whether that was the last.
  mutating func isOver(_ client: JackClient, now: Int64) -> Bool {
    guard now >= due else { return false }
    guard isSaid else {
      isSaid = true
      due = now + settling
      // What began before the server had cut the wire is still heard over there.
      let later = slot.sounding.filter { note in !notes.contains { $0 == note } }
      let ends = NoteSlot.endings(of: notes + later)
      for start in stride(from: 0, to: ends.count, by: 3) {
        // That nobody empties the port's buffer does no harm: what has ended can be ended again.
        _ = client.signals.injections.push(
          Injection(
            handle: UnsafeMutableRawPointer(handle), status: ends[start], data1: ends[start + 1],
            data2: ends[start + 2]))
      }
      return false
    }
    jack_port_unregister(client.handle, handle)
    return true
  }
}
