private import CJack
private import NoteFile

/// What our ports are called.
extension JackPorts {
  /// The short name of the port that JACK knows by `handle`.
  func name(_ handle: UnsafeMutableRawPointer?) -> String? {
    ports.first { UnsafeMutableRawPointer($0.value.handle) == handle }?.key
  }

  /// The port with the short name `name`, if it is open.
  func port(_ name: String) -> Port? { ports[name] }

  /// The short name of the port with the number `number`, if it is open.
  func name(ofNumber number: Int) -> String? { ports.first { $0.value.number == number }?.key }

  /// What the server calls a port of ours.
  static func fullName(_ handle: OpaquePointer) -> String? {
    jack_port_name(handle).map { String(cString: $0) }
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

  func rename(_ name: String, to other: String) {
    sequencer.want([], port: name)
    wanted[other] = wanted.removeValue(forKey: name)
    if let slot = slots.removeValue(forKey: name) {
      slots[other] = slot
      notes?.rename("\(clientName):\(name)", to: "\(clientName):\(other)")
    }
    guard let client, let port = ports[name] else { return }
    _ = takeClosing(other, isMIDIOutput: false, client)
    willForget([name])
    if jack_port_rename(client.handle, port.handle, other) != 0 {
      Log.warning("the server leaves the port \(name) its name, where the patch says \(other)")
    }
    ports[name] = nil
    ports[other] = Port(
      handle: port.handle, number: port.number, name: Self.fullName(port.handle) ?? other,
      isOutput: port.isOutput, type: port.type)
    if let otherName {
      jack_port_unset_alias(port.handle, "\(otherName):\(name)")
      jack_port_set_alias(port.handle, "\(otherName):\(other)")
    }
    sequencer.bind(other, to: UnsafeMutableRawPointer(port.handle))
    describe(port.handle, other)
  }

  /// Gives a port its name for people; servers of other users cannot take it, which does no harm.
  func describe(_ handle: OpaquePointer, _ name: String) {
    let words = name.split(separator: "_").joined(separator: " ")
    set(prettyNameKey, of: handle, to: words, "text/plain")
  }

  /// Gives a port its place among ours.
  func number(_ handle: OpaquePointer) {
    set(orderKey, of: handle, to: String(ports.count), integerType)
  }

  private func set(_ key: String, of handle: OpaquePointer, to value: String, _ type: String) {
    guard let client else { return }
    let status = jack_set_property(client.handle, jack_port_uuid(handle), key, value, type)
    guard status != 0, !hasWarned else { return }
    hasWarned = true
    Log.warning("the server took no metadata; ports go by their short names alone")
  }
}
