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

    /// Its full name, with that of the client.
    let name: String
    let isOutput: Bool
    let type: String
  }

  /// The server we are at; `nil` while there is none.
  private(set) var client: JackClient?

  /// Which foreign ports each of our ports wants, by its short name.
  private(set) var wanted: [String: [PortPattern]] = [:]

  /// Whether something is wanted that was not looked for yet.
  var hasNewWants = false

  /// Who hears the ALSA sequencer for us.
  let sequencer: Sequencer

  private var ports: [String: Port] = [:]
  private var notes: NoteFile?
  private var slots: [String: NoteSlot] = [:]
  private let clientName: String
  private var hasWarned = false

  /// Is told the short names of ports that we are about to forget, while their handles still mean them.
  var willForget: ([String]) -> Void = { _ in }

  /// Another name that our client goes by, which is in each port's alias.
  private var otherName: String?

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
    sequencer.unbindAll()
    hasNewWants = true
    notes?.server = server ?? ""
  }

  /// The short name of the port that JACK knows by `handle`.
  func name(_ handle: UnsafeMutableRawPointer?) -> String? {
    ports.first { UnsafeMutableRawPointer($0.value.handle) == handle }?.key
  }

  /// The port with the short name `name`, if it is open.
  func port(_ name: String) -> Port? { ports[name] }

  func open(_ name: String, _ declaration: ExternalPortDeclaration) -> UnsafeMutableRawPointer? {
    guard let client else { return nil }
    let type = declaration.medium == .midi ? JACK_DEFAULT_MIDI_TYPE : JACK_DEFAULT_AUDIO_TYPE
    let isOutput = declaration.direction == .output
    let flags = isOutput ? JackPortIsOutput : JackPortIsInput
    guard let handle = jack_port_register(client.handle, name, type, UInt(flags.rawValue), 0) else {
      Log.error("the server refused the port \(name); it may have no room for more")
      return nil
    }
    let full = jack_port_name(handle).map { String(cString: $0) } ?? name
    ports[name] = Port(handle: handle, name: full, isOutput: isOutput, type: type)
    if let otherName { jack_port_set_alias(handle, "\(otherName):\(name)") }
    sequencer.bind(name, to: UnsafeMutableRawPointer(handle))
    publishPorts()
    describe(handle, name)
    return UnsafeMutableRawPointer(handle)
  }

  /// Lets our ports be found under the client's name `name`, too, and no longer under an earlier one.
  func alias(as name: String) {
    let earlier = otherName
    otherName = name == client?.name ? nil : name
    for (short, port) in ports {
      if let earlier { jack_port_unset_alias(port.handle, "\(earlier):\(short)") }
      if let otherName { jack_port_set_alias(port.handle, "\(otherName):\(short)") }
    }
  }

  func close(_ name: String, handle: UnsafeMutableRawPointer?) {
    wanted[name] = nil
    sequencer.want([], port: name)
    // Not `slots[name]?.destinations`: for a name that is absent, Swift 6.3 then calls the setter,
    // which does not mutate, on a slot that was never there.
    if let slot = slots[name] { slot.destinations = [] }
    guard let client, let port = ports[name], UnsafeMutableRawPointer(port.handle) == handle
    else { return }
    willForget([name])
    ports[name] = nil
    publishPorts()
    jack_port_unregister(client.handle, port.handle)
  }

  func want(_ connections: [String], node: String, ports: [String]) {
    for (index, port) in ports.enumerated() {
      let texts = ports.count == 1 ? connections[...] : connections.dropFirst(index).prefix(1)
      wanted[port] = texts.map { PortPattern($0) }
    }
    hasNewWants = true
  }

  func hear(_ sequencerPorts: [String], port: String) { sequencer.want(sequencerPorts, port: port) }

  func ledger(for name: String) -> NoteLedger? {
    guard let slot = notes?.take("\(clientName):\(name)") else { return nil }
    slots[name] = slot
    return NoteLedger(slot.words)
  }

  /// Notes down who hears our MIDI, for whoever has to end our notes.
  func rememberDestinations() {
    guard client != nil else { return }
    for (name, slot) in slots {
      guard let port = ports[name] else { continue }
      slot.destinations = Self.connections(port.handle)
    }
  }

  /// Takes over what sounded when an earlier server, or an earlier strumd, ended.
  func takeAftermath(now: Int64) -> [Aftermath] {
    slots.compactMap { Aftermath($0.value, port: $0.key, now: now) }
  }

  /// Ends the notes of `aftermath` at those who now listen.
  func settle(_ aftermath: inout Aftermath) {
    guard let client, let port = ports[aftermath.port], let slot = slots[aftermath.port] else {
      return
    }
    let bytes = aftermath.messages(for: Self.connections(port.handle), slot: slot)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let message = Injection(
        handle: UnsafeMutableRawPointer(port.handle), status: bytes[start],
        data1: bytes[start + 1], data2: bytes[start + 2])
      if !client.signals.injections.push(message) { return }
    }
  }

  private static func connections(_ port: OpaquePointer) -> [String] {
    guard let names = jack_port_get_connections(port) else { return [] }
    defer { jack_free(names) }
    var found: [String] = []
    while let name = names[found.count] { found.append(String(cString: name)) }
    return found
  }

  private func publishPorts() {
    let open = ports.values.map { JackSignals.OwnPort(handle: $0.handle, isOutput: $0.isOutput) }
    client?.signals.ports.withLock { $0 = open }
  }

  /// Gives a port its name for people; servers of other users cannot take it, which does no harm.
  private func describe(_ handle: OpaquePointer, _ name: String) {
    guard let client else { return }
    let words = name.split(separator: "_").joined(separator: " ")
    let uuid = jack_port_uuid(handle)
    let order = String(ports.count)
    let status =
      jack_set_property(client.handle, uuid, prettyNameKey, words, "text/plain")
      | jack_set_property(client.handle, uuid, orderKey, order, integerType)
    guard status != 0, !hasWarned else { return }
    hasWarned = true
    Log.warning("the server took no metadata; ports go by their short names alone")
  }
}
