private import CJack

/// A port of another client, as the server lists it.
struct ForeignPort {
  let name: String

  /// Whether sound or messages go into it.
  let isInput: Bool
  let type: String
  private let handle: OpaquePointer

  /// All ports at the server of `client` but its own.
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
    return found
  }

  private init(_ name: String, _ handle: OpaquePointer) {
    self.name = name
    self.handle = handle
    isInput = jack_port_flags(handle) & Int32(JackPortIsInput.rawValue) != 0
    type = jack_port_type(handle).map { String(cString: $0) } ?? ""
  }

  /// Whether the port's name, one of its aliases or its pretty name is what `pattern` wants.
  func matches(_ pattern: PortPattern) -> Bool {
    pattern.matches(name) || aliases.contains(where: pattern.matches)
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
