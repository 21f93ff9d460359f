private import CJack
private import Glibc
import Graph
import NoteFile
private import Synchronization

/// Opens the engine's ports at whatever server there is, and remembers what they want.
final class JackPorts: PortProvider {
  /// A port of ours that the server knows.
  struct Port {
    let handle: OpaquePointer

    /// Which of all ports that were ever opened it is, whatever it is called.
    let number: Int

    /// Its full name, with that of the client.
    let name: String
    let isOutput: Bool
    let type: String
  }

  /// The server we are at; `nil` while there is none.
  private(set) var client: JackClient?

  /// Which foreign ports each of our ports wants, by its short name.
  var wanted: [String: [PortPattern]] = [:]

  /// Whether something is wanted that was not looked for yet.
  var hasNewWants = false

  /// Whether somebody hears a MIDI output who did not before, and whom nobody has told about yet.
  var hasNewListener = false

  /// Who hears the ALSA sequencer for us.
  let sequencer: Sequencer

  var ports: [String: Port] = [:]

  /// Outputs whose nodes are gone, by their short names.
  var closing: [String: ClosingPort] = [:]
  private var openedCount = 0
  var notes: NoteFile?
  var slots: [String: NoteSlot] = [:]
  let clientName: String
  var hasWarned = false

  /// Is told the short names of ports that we are about to forget, while their handles still mean them.
  var willForget: ([String]) -> Void = { _ in }

  /// Another name that our client goes by, which is in each port's alias.
  var otherName: String?

  /// Keeps the ledgers in `notes`, if there is such a file, under the names of `clientName`.
  init(notes: consuming NoteFile?, clientName: String) {
    self.notes = notes
    self.clientName = clientName
    sequencer = Sequencer(name: clientName)
  }

  /// Goes over to another server, or to none; all ports of the one before are gone.
  func join(_ client: JackClient?, server: String?) {
    willForget(ports.keys.sorted())
    self.client = client
    if client?.name == otherName { otherName = nil }
    ports = [:]
    closing = [:]
    sequencer.unbindAll()
    hasNewWants = true
    notes?.server = server ?? ""
  }

  func open(_ name: String, _ declaration: ExternalPortDeclaration) -> UnsafeMutableRawPointer? {
    guard let client else { return nil }
    let type = declaration.medium == .midi ? JACK_DEFAULT_MIDI_TYPE : JACK_DEFAULT_AUDIO_TYPE
    let isOutput = declaration.direction == .output
    let flags = isOutput ? JackPortIsOutput : JackPortIsInput
    let handle =
      takeClosing(name, isMIDIOutput: isOutput && type == JACK_DEFAULT_MIDI_TYPE, client)
      ?? jack_port_register(client.handle, name, type, UInt(flags.rawValue), 0)
    guard let handle else {
      Log.error("the server refused the port \(name); it may have no room for more")
      return nil
    }
    openedCount += 1
    ports[name] = Port(
      handle: handle, number: openedCount, name: Self.fullName(handle) ?? name, isOutput: isOutput,
      type: type)
    if let otherName { jack_port_set_alias(handle, "\(otherName):\(name)") }
    sequencer.bind(name, to: UnsafeMutableRawPointer(handle))
    publishPorts()
    describe(handle, name)
    number(handle)
    return UnsafeMutableRawPointer(handle)
  }

  func close(_ name: String, handle: UnsafeMutableRawPointer?) {
    wanted[name] = nil
    sequencer.want([], port: name)
    guard let client, let port = ports[name], UnsafeMutableRawPointer(port.handle) == handle
    else { return }
    willForget([name])
    ports[name] = nil
    publishPorts()
    if port.isOutput, port.type == JACK_DEFAULT_MIDI_TYPE {
      closing[name] = ClosingPort(port, now: MonotonicClock.now)
    } else {
      jack_port_unregister(client.handle, port.handle)
    }
  }

  func want(_ connections: [String], node: String, ports: [String]) {
    for (index, port) in ports.enumerated() {
      let texts = ports.count == 1 ? connections[...] : connections.dropFirst(index).prefix(1)
      wanted[port] = texts.map { PortPattern($0) }
    }
    hasNewWants = true
  }

  func hear(_ sequencerPorts: [String], port: String) { sequencer.want(sequencerPorts, port: port) }

  /// Tells the audio thread which ports there are.
  private func publishPorts() {
    let open = ports.values.map { JackSignals.OwnPort(handle: $0.handle, isOutput: $0.isOutput) }
    client?.signals.ports.withLock { $0 = open }
  }
}
