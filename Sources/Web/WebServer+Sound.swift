extension WebServer {
  /// Lets a web socket play into a node, or says why not.
  func begin(_ connection: UInt32, _ node: String?, _ sound: (any SoundTaker)?) {
    let client = services.clients[connection]
    do throws(SoundProblem) {
      guard let sound else { throw SoundProblem("nothing here takes sound") }
      client?.send(SoundText.ready(try sound.begin(connection, node: node)))
    } catch {
      client?.send([.text(SoundText.error(error)), .end])
    }
  }

  /// Hands samples over, and tells their sender how the stream is.
  func take(
    _ samples: [Float], _ rate: Double, from connection: UInt32, _ sound: (any SoundTaker)?
  ) {
    guard let state = sound?.take(samples, rate: rate, from: connection) else {
      let problem = SoundProblem("the node is gone with its patch")
      services.clients[connection]?.send([.text(SoundText.error(problem)), .end])
      return
    }
    services.clients[connection]?.send(SoundText.state(state))
  }

  /// Tells those who send sound which chord was heard, and where in their stream.
  package func tell(_ chord: HeardChord, _ sound: any SoundTaker) {
    for (number, client) in services.clients.all {
      guard let position = sound.position(of: chord.frame, in: number) else { continue }
      client.send(SoundText.chord(chord, position: position))
    }
  }

  /// Tells whoever listens what the band played, at the end of the turn.
  package func tell(_ message: PlayedMessage) { played.append(message) }

  /// Sends what the band has played since the last turn; `now` is the engine's time, in seconds.
  func flushMusic(now: Double) {
    guard !played.isEmpty else { return }
    defer { played.removeAll(keepingCapacity: true) }
    let readers = services.clients.listening(.music(isBinary: false))
    if !readers.isEmpty {
      let text = MusicText.events(played, now: now)
      for number in readers { services.clients[number]?.send(text) }
    }
    let machines = services.clients.listening(.music(isBinary: true))
    guard !machines.isEmpty else { return }
    let packet = MusicPacket.events(played, now: now)
    for number in machines { services.clients[number]?.send([.binary(packet)]) }
  }
}
