extension Engine {
  /// Opens the ports of `instance`, where they are not open.
  func open(_ instance: NodeInstance) {
    guard instance.externals.isEmpty else { return }
    instance.externals = instance.declaration.externals.map { port(instance.id + $0.suffix, $0) }
  }

  /// The engine's own port `name`, opened if it is not; where another sort of port has that name
  /// still, it is opened once that is gone.
  private func port(_ name: String, _ declaration: ExternalPortDeclaration) -> ExternalPort {
    let present = ports[name]
    if let present, present.declaration == declaration { return present }
    if let present { retired.append(present) }
    let port = takeRetired(name, declaration) ?? makePort(name, declaration)
    ports[name] = port
    return port
  }

  private func takeRetired(
    _ name: String, _ declaration: ExternalPortDeclaration
  ) -> ExternalPort? {
    let index = retired.firstIndex { $0.name == name && $0.declaration == declaration }
    return index.map { retired.remove(at: $0) }
  }

  private func makePort(_ name: String, _ declaration: ExternalPortDeclaration) -> ExternalPort {
    let isMIDIOutput = declaration.medium == .midi && declaration.direction == .output
    let isBlocked = retired.contains { $0.name == name }
    let port = ExternalPort(
      name: name, declaration: declaration,
      handle: isBlocked ? nil : provider?.open(name, declaration),
      ledger: isMIDIOutput ? provider?.ledger(for: name) : nil,
      maximumFrameCount: configuration.maximumFrameCount)
    port.isBlocked = isBlocked
    return port
  }

  /// Whether no ports but those of `instance` would have their names if it were called `id`.
  func hasRoom(for instance: NodeInstance, as id: String) -> Bool {
    instance.declaration.externals.allSatisfy { declaration in
      let name = id + declaration.suffix
      return ports[name] == nil && !retired.contains { $0.name == name }
    }
  }

  /// Lets `instance`, and its ports with it, be called `id` from now on.
  func rename(_ instance: NodeInstance, to id: String) {
    instance.rename(to: id)
    for port in instance.externals {
      let (former, name) = (port.name, id + port.declaration.suffix)
      ports[former] = nil
      ports[name] = port
      port.name = name
      if !port.isBlocked { provider?.rename(former, to: name) }
    }
  }

  /// Closes the ports that none of ``living`` uses, and opens those whose names they had.
  func closePorts() {
    let used = Set(living.values.flatMap { $0.externals.map { ObjectIdentifier($0) } })
    for (name, port) in ports where !used.contains(ObjectIdentifier(port)) {
      close(port)
      ports[name] = nil
    }
    for port in retired where !used.contains(ObjectIdentifier(port)) {
      close(port)
    }
    retired.removeAll { !used.contains(ObjectIdentifier($0)) }
    let taken = Set(retired.map(\.name))
    let free = ports.values.filter { $0.isBlocked && !taken.contains($0.name) }
    // Those for which the queue has no room now are bound with the next commands that come back.
    for port in free where hasRoom {
      port.isBlocked = false
      let handle = provider?.open(port.name, port.declaration)
      _ = submit(BindPort(port.slot, handle))
    }
    if !free.isEmpty { announceConnections() }
  }

  private func close(_ port: ExternalPort) {
    provider?.close(port.name, handle: port.slot.pointee.handle)
    if let ledger = port.lentLedger { provider?.release(ledger) }
  }

  /// Opens all ports anew, after the back end lost its server; the audio thread must stand still.
  package func reopenPorts() {
    for port in retired { port.slot.pointee.handle = nil }
    for (name, port) in ports {
      port.isBlocked = false
      port.slot.pointee.handle = provider?.open(name, port.declaration)
      port.slot.pointee.audio = port.slot.pointee.unbound
    }
    announceConnections()
  }

  /// Gives back what the back end has lent for ports that `successor`, which takes this engine's place, has
  /// none of; the audio thread must stand still.
  package func handPortsOver(to successor: Engine) {
    let kept = successor.lentLedgers.map(\.words)
    for ledger in lentLedgers where !kept.contains(ledger.words) { provider?.release(ledger) }
  }

  private var lentLedgers: [NoteLedger] { (ports.values + retired).compactMap(\.lentLedger) }
}
