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
  private let listener: String

  /// The number of the port that was cut off, and what sounds there; none where it is gone.
  private let port: Int
  private let slot: NoteSlot?

  /// What sounded when the wire was cut.
  private let notes: [(channel: UInt8, key: UInt8)]

  /// Whether pedals are lifted, too, and all else ended on the channels of the notes.
  private let isThorough: Bool

  /// How long the server may take to make or cut a wire.
  private let settling: Int64

  /// When the next step is due.
  private var due: Int64
  private var isSaid = false

  /// Leads a port to `listener`, who has heard what `slot` knows of by `port`, whose short name is `name`; `nil`
  /// where nobody can be led there.
  init?(
    _ name: String, _ port: JackPorts.Port, _ slot: NoteSlot, to listener: String,
    client: JackClient, now: Int64, settling: Int64
  ) {
    self.init(
      name, slot.sounding, to: listener, client: client, now: now, settling: settling,
      isThorough: true, port: port.number, slot: slot)
  }

  /// Leads a port to `listener`, who has heard `notes` by a port `name` that is gone; `nil` where nobody can be
  /// led there.
  init?(
    _ name: String, _ notes: [(channel: UInt8, key: UInt8)], to listener: String,
    client: JackClient, now: Int64, settling: Int64, isThorough: Bool, port: Int = 0,
    slot: NoteSlot? = nil
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
    self.listener = listener
    self.port = port
    self.slot = slot
    self.notes = notes
    self.settling = settling
    self.isThorough = isThorough
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
  mutating func isOver(_ client: JackClient, _ ports: JackPorts, now: Int64) -> Bool {
    guard now >= due else { return false }
    guard isSaid else {
      isSaid = true
      due = now + settling
      let ends = ends(isBack: isBack(ports))
      for start in stride(from: 0, to: ends.count, by: 3) {
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

  /// Whether the wire that was cut is there again.
  private func isBack(_ ports: JackPorts) -> Bool {
    guard let port = ports.name(ofNumber: port).flatMap(ports.port) else { return false }
    return jack_port_connected_to(port.handle, listener) != 0
  }

  /// The messages, of three bytes each, that end what `listener` would hear on, now that the wire `isBack` or not.
  private func ends(isBack: Bool) -> [UInt8] {
    let sounding = slot?.sounding ?? []
    // What sounds still will be ended over the wire.
    if isBack { return NoteSlot.offs(notes.filter { note in !sounding.contains { $0 == note } }) }
    // What began before the server had cut the wire is still heard over there.
    let all = notes + sounding.filter { note in !notes.contains { $0 == note } }
    return isThorough ? NoteSlot.endings(of: all) : NoteSlot.offs(all)
  }
}
