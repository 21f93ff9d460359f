private import CJack
private import Realtime

/// Outputs that are closed a little later than their nodes go.
extension JackPorts {
  /// Closes those whose time has come.
  func closeOutputs(now: Int64, settling: Int64) {
    guard let client, !closing.isEmpty else { return }
    for name in closing.keys {
      guard let port = closing[name]?.port.handle else { continue }
      switch closing[name]?.takeStep(now: now, settling: settling) {
      case .forget: _ = client.signals.closedOutputs.push(UInt(bitPattern: port))
      case .close:
        closing[name] = nil
        jack_port_unregister(client.handle, port)
      case nil: break
      }
    }
  }

  /// The handle of the output `name` that is about to be closed, without its wires, where one of its sort is
  /// wanted again; where another sort of port is, it goes at once.
  func takeClosing(_ name: String, isMIDIOutput: Bool, _ client: JackClient) -> OpaquePointer? {
    guard let port = closing.removeValue(forKey: name)?.port.handle else { return nil }
    guard isMIDIOutput else {
      _ = client.signals.closedOutputs.push(UInt(bitPattern: port))
      jack_port_unregister(client.handle, port)
      return nil
    }
    jack_port_disconnect(client.handle, port)
    return port
  }
}
