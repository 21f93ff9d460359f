import Graph

extension Patch {
  /// What is played on a channel, 1 to 16, of the node `port`: the output that is wired to it, or
  /// else the channel itself.
  func part(of port: String, channel: Int) -> String {
    guard let source = source(of: port, channel: channel) else {
      return "\(port) channel \(channel)"
    }
    return "\(source.node) \(source.port)"
  }

  /// Who plays `notes`, in the order in which they begin.
  ///
  /// One who has a port to himself is called as that, and others as the output that is wired to their channel.
  func players(of notes: [Score.Note]) -> [PlayedPart] {
    var players: [PlayedPart] = []
    for note in notes {
      let index = players.firstIndex { $0.port == note.port && $0.channel == note.channel }
      if let index {
        players[index].noteCount += 1
      } else {
        players.append(
          PlayedPart(port: note.port, channel: note.channel, name: note.port, noteCount: 1))
      }
    }
    let ports = players.map(\.port)
    for index in players.indices where ports.count(where: { $0 == ports[index] }) > 1 {
      let (port, channel) = (ports[index], players[index].channel)
      players[index].name = source(of: port, channel: channel)?.port ?? "\(port) \(channel)"
    }
    return players
  }

  /// The one output that is wired to a channel of the node `port`.
  private func source(of port: String, channel: Int) -> Wire.End? {
    let sources = wires.filter { $0.destination == Wire.End(port, "ch\(channel)") }.map(\.source)
    return sources.count == 1 ? sources[0] : nil
  }
}
