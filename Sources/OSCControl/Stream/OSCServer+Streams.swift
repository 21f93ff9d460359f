extension OSCServer {
  /// Takes connections at the UNIX socket `path`, too.
  package func open(_ path: String) throws(OSCSocketError) { try streams.open(path) }

  /// Carries out what came over connections.
  func receiveStreams() {
    for (packet, peer) in streams.serve() { receive(packet, from: peer) }
    forgetEnded()
  }

  /// Forgets the clients whose connections have ended.
  private func forgetEnded() {
    for peer in streams.takeEnded() { forget(peer) }
  }

  /// What there is to say of connections that were ended, for the log.
  package func takeWarnings() -> [String] { streams.takeWarnings() }
}
