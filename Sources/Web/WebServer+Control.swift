package import OSCControl

/// What the control thread does for the web server's callers.
extension WebServer {
  /// Nanoseconds after which what is left waits for the next turn.
  private static let turnLimit: Int64 = 1_000_000

  /// Keeps `packet` for a web socket until ``deliver()``; on the control thread.
  package func send(_ packet: [UInt8], to connection: UInt32) {
    outgoing[connection, default: []].append(.binary(packet))
  }

  /// Keeps the news of an address for all who speak OSCQuery until ``deliver()``; on the control thread.
  package func tell(_ change: AddressChange) {
    let text = JSONText.command(change)
    for number in services.clients.listening(.query) {
      outgoing[number, default: []].append(.text(text))
    }
  }

  /// Hands what was kept to the server's thread, and gives up the web socket that leaves most unread where all leave
  /// too much.
  package func deliver() {
    guard !outgoing.isEmpty else { return }
    let clients = services.clients.all
    for (number, messages) in outgoing { clients[number]?.send(messages) }
    outgoing.removeAll(keepingCapacity: true)
    services.clients.relieve()
  }

  /// Takes the panics that have come over web sockets, which wait behind nothing else.
  package func takePanics() -> [(packet: [UInt8], peer: OSCPeer)] {
    let panics = services.gate.takePanics()
    for (packet, peer) in panics {
      services.clients[peer.connection]?.settle(GateItem.packet(packet, from: peer).weight)
    }
    return panics
  }

  /// Deals with what callers want, for some time at most; on the control thread.
  package func serve(
    _ server: OSCServer, analyst: (any Analyst)? = nil, sound: (any SoundTaker)? = nil
  ) {
    server.receivePanics()
    let start = Clock.monotonic()
    var settled: [UInt32: Int] = [:]
    while let item = services.gate.take() {
      deal(with: item, server, analyst, sound, &settled)
      server.receivePanics()
      guard Clock.monotonic() - start <= Self.turnLimit else {
        services.gate.remind()
        break
      }
    }
    if !settled.isEmpty { server.tick() }
    let clients = services.clients.all
    for (number, count) in settled { clients[number]?.settle(count) }
  }

  private func deal(
    with item: GateItem, _ server: OSCServer, _ analyst: (any Analyst)?,
    _ sound: (any SoundTaker)?, _ settled: inout [UInt32: Int]
  ) {
    switch item {
    case .packet(let bytes, let peer):
      settled[peer.connection, default: 0] += item.weight
      server.receive(bytes, from: peer)
    case .command(let command, let peer):
      settled[peer.connection, default: 0] += item.weight
      if server.mayAsk(peer, size: 1, at: Clock.monotonic()) { obey(command, from: peer, server) }
    case .ended(let peer):
      sound?.end(peer.connection)
      server.forget(peer)
    case .soundBegins(let connection, let node): begin(connection, node, sound)
    case .sound(let samples, let rate, let connection):
      settled[connection, default: 0] += item.weight
      take(samples, rate, from: connection, sound)
    case .analysis(let analysis):
      if let analyst {
        analyst.analyse(analysis)
      } else {
        analysis.end(.failed("nobody here can analyse it"))
      }
    case .survey(let path, let answer):
      answer(
        QueryDocument(path: path, states: server.survey(under: path), docs: server.nodeDocs))
    }
  }

  /// Sends what the turn has brought; on the control thread.
  ///
  /// `now` is the engine's time, in seconds.
  package func flush(now: Double = 0) {
    flushMusic(now: now)
    deliver()
  }

  private func obey(_ command: QueryCommand, from peer: OSCPeer, _ server: OSCServer) {
    switch command.command {
    case "LISTEN": _ = server.listen(to: command.data, from: peer)
    case "IGNORE": server.ignore(command.data, from: peer)
    default: break
    }
  }
}
