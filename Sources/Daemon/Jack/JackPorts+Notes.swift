private import CJack
import Graph
import NoteFile

/// Who hears our notes, and what ends them where nobody else does.
extension JackPorts {
  func ledger(for name: String) -> NoteLedger? {
    guard let slot = notes?.take("\(clientName):\(name)") else { return nil }
    slots[name] = slot
    return NoteLedger(slot.words)
  }

  func release(_ ledger: NoteLedger) {
    guard let (name, slot) = slots.first(where: { $0.value.words == ledger.words }) else { return }
    slots[name] = nil
    notes?.release(slot)
  }

  /// Those of our ports at which notes come in.
  var midiInputs: [Port] {
    ports.values.filter { !$0.isOutput && $0.type == JACK_DEFAULT_MIDI_TYPE }
  }

  /// Notes down who hears our MIDI, for whoever has to end our notes, and to tell when somebody
  /// ``hasNewListener``.
  func rememberDestinations() {
    guard client != nil else { return }
    for (name, slot) in slots {
      guard let port = ports[name] else { continue }
      let destinations = Self.connections(port.handle)
      if !Set(destinations).isSubset(of: slot.destinations) { hasNewListener = true }
      slot.destinations = destinations
    }
  }

  /// Takes over what sounded when an earlier server, or an earlier strumd, ended: at our ports, and at those
  /// that are gone.
  func takeAftermath(now: Int64) -> [Aftermath] {
    let present = slots.compactMap { name, slot in
      Aftermath(slot, port: name, wishes: wanted[name] ?? [], now: now)
    }
    let gone = (notes?.abandoned ?? []).compactMap { slot in
      let name = slot.name.split(separator: ":", maxSplits: 1).last.map(String.init)
      return Aftermath(slot, port: name ?? "", wishes: [], now: now)
    }
    return present + gone
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
}
