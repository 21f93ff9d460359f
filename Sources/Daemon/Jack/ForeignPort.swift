private import CJack

/// A port of another client, as the server lists it.
struct ForeignPort {
  let name: String

  /// Whether sound or messages go into it.
  let isInput: Bool
  let type: String

  /// Whether it belongs to a sound card or to a MIDI interface; what a card plays, heard again, does not.
  let isOfDevice: Bool

  /// What it is called where jackd runs: `system:capture_1`; `nil` where it has a name of that kind.
  private var usualName: String?
  private let handle: OpaquePointer

  /// All ports at the server of `client` but its own, those of devices in the order in which the server would have
  /// them used.
  static func all(_ client: JackClient) -> [ForeignPort] {
    guard let names = jack_get_ports(client.handle, nil, nil, 0) else { return [] }
    defer { jack_free(names) }
    var found: [ForeignPort] = []
    var index = 0
    while let name = names[index] {
      index += 1
      guard let port = jack_port_by_name(client.handle, name),
        jack_port_is_mine(client.handle, port) == 0
      else { continue }
      found.append(ForeignPort(String(cString: name), port))
    }
    return named(found)
  }

  /// Gives the ports of devices the names that jackd would: PipeWire calls them after the card.
  private static func named(_ ports: [ForeignPort]) -> [ForeignPort] {
    guard !ports.contains(where: { $0.name.hasPrefix("system:") }) else { return ports }
    var counts: [String: Int] = [:]
    return ports.map { port in
      guard port.isOfDevice else { return port }
      let medium = port.type == JACK_DEFAULT_MIDI_TYPE ? "midi_" : ""
      let kind = "system:\(medium)\(port.isInput ? "playback" : "capture")"
      counts[kind, default: 0] += 1
      var port = port
      port.usualName = "\(kind)_\(counts[kind, default: 0])"
      return port
    }
  }

  private init(_ name: String, _ handle: OpaquePointer) {
    self.name = name
    self.handle = handle
    let flags = jack_port_flags(handle)
    isInput = flags & Int32(JackPortIsInput.rawValue) != 0
    let isPhysical = flags & Int32(JackPortIsPhysical.rawValue) != 0
    isOfDevice = isPhysical && !name.contains(":monitor_")
    type = jack_port_type(handle).map { String(cString: $0) } ?? ""
  }

  /// Whether the port's name, one of its aliases, its pretty name or its name at jackd is what `pattern` wants.
  func matches(_ pattern: PortPattern) -> Bool {
    pattern.matches(name) || usualName.map(pattern.matches) == true
      || aliases.contains(where: pattern.matches)
      || prettyName.map(pattern.matches) == true
  }

  private var aliases: [String] {
    let length = Int(jack_port_name_size())
    let buffers = (0..<2).map { _ in UnsafeMutablePointer<CChar>.allocate(capacity: length) }
    defer { for buffer in buffers { buffer.deallocate() } }
    for buffer in buffers { buffer.initialize(repeating: 0, count: length) }
    var pointers: [UnsafeMutablePointer<CChar>?] = buffers
    let count = jack_port_get_aliases(handle, &pointers)
    return buffers.prefix(max(0, Int(count))).map { String(cString: $0) }
  }

  private var prettyName: String? {
    var value: UnsafeMutablePointer<CChar>?
    var type: UnsafeMutablePointer<CChar>?
    guard jack_get_property(jack_port_uuid(handle), prettyNameKey, &value, &type) == 0
    else { return nil }
    defer {
      jack_free(value)
      jack_free(type)
    }
    return value.map { String(cString: $0) }
  }
}
