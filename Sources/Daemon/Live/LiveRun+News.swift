private import Graph
private import OSCControl
private import Web

/// What is heard, and what is told of it.
extension LiveRun {
  /// Keeps what the band has played, and tells it to whoever listens.
  func hearBand() { recorder.poll(player.engine, ports: session.ports) }

  /// Has what the band plays kept, and told to whoever listens.
  func passOnWhatIsPlayed() {
    recorder.played.hear = { [weak self] message in
      guard let self else { return }
      recorder.keep(message)
      web?.tell(
        PlayedMessage(message, sampleRate: player.engine.configuration.sampleRate))
    }
    session.ports.willForget = { [weak self] names in
      guard let self else { return }
      hearBand()
      recorder.played.end(names, at: player.engine.status.frame)
    }
  }

  func seconds(_ frame: Int64) -> Double {
    Double(frame) / player.engine.configuration.sampleRate
  }

  /// Tells subscribers and the terminal what is new.
  func report(_ now: Int64) {
    let engine = player.engine
    let transport = engine.status.transport
    engine.takeReports { node, port, event in
      news.publish(event, of: node, port, engine, to: server)
      if event.type == .chord { web?.tell(HeardChord(event, node: node.id), sound) }
      if let move = ControllerMove(event) { server.hear(move) }
      heard.hear(event, from: node.id, sampleRate: engine.configuration.sampleRate)
      guard options.displays else { return }
      display.show(event, sampleRate: engine.configuration.sampleRate, transport: transport)
    }
    news.publish(engine, session, to: server, now: now)
    news.publish(player, to: server)
    levels.publish(engine, isWanted: now < control.levelsEnd, to: server, now: now)
    if player.generation != generation {
      generation = player.generation
      recorder.follow(engine.patch, kinds: player.kinds)
    }
    guard options.displays else { return }
    display.refresh(transport, summary: session.client == nil ? session.summary : "", now: now)
  }

  /// Whether the input has ended, and what it left behind has died away.
  var isInputOver: Bool {
    guard let input else { return false }
    let tail = Int64(3 * player.engine.configuration.sampleRate)
    return player.engine.status.frame >= Int64(input.frameCount) + tail
  }
}
