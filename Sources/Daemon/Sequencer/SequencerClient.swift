import CALSA
private import Glibc
import Graph

/// Our place in the ALSA sequencer; belongs to the thread that reads from it.
struct SequencerClient: ~Copyable {
  /// What was read.
  enum Reading {
    /// A message for our port of this name.
    case messages([MIDIEvent], from: SequencerAddress, own: String)

    /// A port has come.
    case came(SequencerAddress)

    /// A port has gone; a client's port -1 stands for all of them.
    case gone(SequencerAddress)

    /// Messages came faster than they were read, and were lost.
    case lost
  }

  /// How many messages may wait for us, which is the most that the kernel allows (`SNDRV_SEQ_MAX_CLIENT_EVENTS`).
  private static let room = 2000

  /// What we have a use for; of the rest, a dump of a synthesizer's memory would take all the room.
  private static let kinds = [
    SND_SEQ_EVENT_NOTEON, SND_SEQ_EVENT_NOTEOFF, SND_SEQ_EVENT_KEYPRESS, SND_SEQ_EVENT_CONTROLLER,
    SND_SEQ_EVENT_PGMCHANGE, SND_SEQ_EVENT_CHANPRESS, SND_SEQ_EVENT_PITCHBEND,
    SND_SEQ_EVENT_CONTROL14, SND_SEQ_EVENT_NONREGPARAM, SND_SEQ_EVENT_REGPARAM,
    SND_SEQ_EVENT_SONGPOS, SND_SEQ_EVENT_CLOCK, SND_SEQ_EVENT_START, SND_SEQ_EVENT_CONTINUE,
    SND_SEQ_EVENT_STOP, SND_SEQ_EVENT_PORT_START, SND_SEQ_EVENT_PORT_CHANGE,
    SND_SEQ_EVENT_PORT_EXIT, SND_SEQ_EVENT_CLIENT_EXIT,
  ]

  private let handle: OpaquePointer
  private let decoder = SequencerDecoder()
  private let announcements: Int32

  /// Our ports, by name.
  private var ports: [String: Int32] = [:]

  /// Opens a client called `name`, or throws why the sequencer is not to be had.
  init(name: String) throws(SequencerProblem) {
    alsa_keep_quiet()
    var opened: OpaquePointer?
    let status = snd_seq_open(&opened, "default", SND_SEQ_OPEN_DUPLEX, SND_SEQ_NONBLOCK)
    guard status == 0, let opened else { throw SequencerProblem(status) }
    handle = opened
    snd_seq_set_client_name(handle, name)
    // Where one message finds no room, the kernel drops all that wait.
    snd_seq_set_client_pool_input(handle, Self.room)
    for kind in Self.kinds { snd_seq_set_client_event_filter(handle, Int32(kind.rawValue)) }
    announcements = snd_seq_create_simple_port(
      handle, "announcements", UInt32(SND_SEQ_PORT_CAP_WRITE | SND_SEQ_PORT_CAP_NO_EXPORT),
      UInt32(SND_SEQ_PORT_TYPE_APPLICATION))
    // The system's client tells of everything that comes and goes.
    snd_seq_connect_from(
      handle, announcements, Int32(SND_SEQ_CLIENT_SYSTEM), Int32(SND_SEQ_PORT_SYSTEM_ANNOUNCE))
  }

  deinit { snd_seq_close(handle) }

  /// What to wait on.
  var fileDescriptor: Int32 {
    var descriptor = pollfd()
    return snd_seq_poll_descriptors(handle, &descriptor, 1, Int16(POLLIN)) == 1 ? descriptor.fd : -1
  }

  /// Has ports of these names and no others.
  mutating func keepPorts(_ names: Set<String>) {
    for (name, port) in ports where !names.contains(name) {
      snd_seq_delete_simple_port(handle, port)
      ports[name] = nil
    }
    for name in names where ports[name] == nil {
      let port = snd_seq_create_simple_port(
        handle, name, UInt32(SND_SEQ_PORT_CAP_WRITE | SND_SEQ_PORT_CAP_SUBS_WRITE),
        UInt32(SND_SEQ_PORT_TYPE_MIDI_GENERIC | SND_SEQ_PORT_TYPE_APPLICATION))
      if port >= 0 { ports[name] = port }
    }
  }

  /// Hears `source` at our port `own` from now on.
  func connect(_ source: SequencerAddress, to own: String) -> Bool {
    guard let port = ports[own] else { return false }
    return snd_seq_connect_from(handle, port, Int32(source.client), Int32(source.port)) == 0
  }

  /// Hears `source` at our port `own` no longer.
  func disconnect(_ source: SequencerAddress, from own: String) {
    guard let port = ports[own] else { return }
    snd_seq_disconnect_from(handle, port, Int32(source.client), Int32(source.port))
  }

  /// Every port of others that can be read from.
  func present() -> [SequencerPort] {
    var found: [SequencerPort] = []
    var client: OpaquePointer?
    var port: OpaquePointer?
    snd_seq_client_info_malloc(&client)
    snd_seq_port_info_malloc(&port)
    defer {
      snd_seq_client_info_free(client)
      snd_seq_port_info_free(port)
    }
    let own = snd_seq_client_id(handle)
    let readable = UInt32(SND_SEQ_PORT_CAP_READ | SND_SEQ_PORT_CAP_SUBS_READ)
    snd_seq_client_info_set_client(client, -1)
    while snd_seq_query_next_client(handle, client) >= 0 {
      let number = snd_seq_client_info_get_client(client)
      guard number != own, number != Int32(SND_SEQ_CLIENT_SYSTEM) else { continue }
      snd_seq_port_info_set_client(port, number)
      snd_seq_port_info_set_port(port, -1)
      while snd_seq_query_next_port(handle, port) >= 0 {
        guard snd_seq_port_info_get_capability(port) & readable == readable else { continue }
        found.append(
          SequencerPort(
            address: SequencerAddress(
              client: Int(number), port: Int(snd_seq_port_info_get_port(port))),
            client: String(cString: snd_seq_client_info_get_name(client)),
            name: String(cString: snd_seq_port_info_get_name(port))))
      }
    }
    return found
  }

  /// What waits to be read next, or `nil`; nothing of ours is in what comes and goes.
  func read() -> Reading? {
    while true {
      var event: UnsafeMutablePointer<snd_seq_event_t>?
      let status = snd_seq_event_input(handle, &event)
      if status == -ENOSPC { return .lost }
      guard status >= 0, let event else { return nil }
      if let reading = reading(&event.pointee) { return reading }
    }
  }

  private func reading(_ event: inout snd_seq_event_t) -> Reading? {
    let named = event.data.addr
    let address = SequencerAddress(client: Int(named.client), port: Int(named.port))
    switch UInt32(event.type) {
    case SND_SEQ_EVENT_PORT_START.rawValue, SND_SEQ_EVENT_PORT_CHANGE.rawValue:
      return .came(address)
    case SND_SEQ_EVENT_PORT_EXIT.rawValue: return .gone(address)
    case SND_SEQ_EVENT_CLIENT_EXIT.rawValue:
      return .gone(SequencerAddress(client: Int(named.client), port: -1))
    default:
      let destination = Int32(event.dest.port)
      guard let own = ports.first(where: { $0.value == destination })?.key else { return nil }
      let source = SequencerAddress(
        client: Int(event.source.client), port: Int(event.source.port))
      let messages = decoder.messages(&event)
      return messages.isEmpty ? nil : .messages(messages, from: source, own: own)
    }
  }
}
