extension OSCServer {
  /// Takes connections at the UNIX socket `path`, too.
  package func open(_ path: String) throws(OSCSocketError) { try streams.open(path) }

  /// Reads from connections: panics are carried out, the rest waits for its turn, and whoever sent it is not
  /// read from meanwhile.
  func readStreams() {
    for (packet, peer) in streams.serve(but: backlog) {
      if Self.isPanic(packet) {
        receive(packet, from: peer)
      } else {
        backlog.append(packet, from: peer)
      }
    }
  }

  /// Carries out what came over connections, for one slice of time at most; returns whether more waits.
  func carryOutBacklog() -> Bool {
    let start = Clock.monotonic()
    while let (packet, peer) = backlog.popFirst() {
      receive(packet, from: peer)
      if Clock.monotonic() - start > Self.slice { break }
    }
    forgetEnded()
    return !backlog.isEmpty
  }

  /// Forgets the clients whose connections have ended, once all is done that they have sent.
  private func forgetEnded() {
    ended += streams.takeEnded()
    for peer in ended where !backlog.holds(peer) { forget(peer) }
    ended.removeAll { !backlog.holds($0) }
  }

  /// What there is to say of connections that were ended, for the log.
  package func takeWarnings(at time: Int64 = Clock.monotonic()) -> [String] {
    streams.takeWarnings(at: time)
  }
}
