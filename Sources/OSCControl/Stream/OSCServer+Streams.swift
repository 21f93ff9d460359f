extension OSCServer {
  /// Takes connections at the UNIX socket `path`, too.
  package func open(_ path: String) throws(OSCSocketError) { try streams.open(path) }

  /// Carries out what came over connections, panics first; where that takes long, the rest waits, and those
  /// who sent it are not read from meanwhile.
  func receiveStreams() {
    let start = Clock.monotonic()
    let fresh = streams.serve(but: Set(backlog.map(\.peer)))
    for (packet, peer) in fresh where Self.isPanic(packet) { receive(packet, from: peer) }
    backlog += fresh.filter { !Self.isPanic($0.packet) }
    var count = 0
    while count < backlog.count, Clock.monotonic() - start < turnLimit {
      receive(backlog[count].packet, from: backlog[count].peer)
      count += 1
    }
    backlog.removeFirst(count)
    forgetEnded()
  }

  /// Whether `packet` is a message to `/panic`.
  package static func isPanic(_ packet: [UInt8]) -> Bool {
    packet.starts(with: [0x2f, 0x70, 0x61, 0x6e, 0x69, 0x63, 0])
  }

  /// Forgets the clients whose connections have ended, once all is done that they have sent.
  private func forgetEnded() {
    let busy = Set(backlog.map(\.peer))
    ended += streams.takeEnded()
    for peer in ended where !busy.contains(peer) { forget(peer) }
    ended.removeAll { !busy.contains($0) }
  }

  /// What there is to say of connections that were ended, for the log.
  package func takeWarnings() -> [String] { streams.takeWarnings() }
}
