extension Engine {
  /// What holds a wire back, and by how much.
  struct Delay: Hashable {
    let link: Scene.Link
    let frames: Int
  }

  /// The longest delay that is made up for, in seconds.
  private static var longestDelay: Double { 5 }

  /// `scene` with what is early held back; delays that run already go on.
  func aligned(_ scene: Scene) -> Scene {
    var used: [Delay: NodeInstance] = [:]
    let aligned = scene.aligned { link, frames in
      let delay = Delay(link: link, frames: frames)
      used[delay] = delays[delay] ?? makeDelay(delay, in: scene)
      return used[delay]
    }
    delays = used
    return aligned
  }

  private func makeDelay(_ delay: Delay, in scene: Scene) -> NodeInstance? {
    guard Double(delay.frames) <= Self.longestDelay * configuration.sampleRate else { return nil }
    func id(_ number: UInt32) -> String { scene.nodes.first { $0.number == number }?.id ?? "" }
    let node = PatchNode(
      id: "\(id(delay.link.source))->\(id(delay.link.destination))",
      kind: DelayLine.declaration.kind, settings: ["frames": .text("\(delay.frames)")])
    let instance = try? NodeInstance(
      node, kind: NodeKind(DelayLine.self), declaration: DelayLine.declaration,
      number: nextNumber, sampleRate: configuration.sampleRate,
      maximumFrameCount: configuration.maximumFrameCount, usualFrameCount: usualFrameCount,
      environment: environment)
    nextNumber += 1
    return instance
  }

  /// Whether a node has become later, or less late, since the scene was aligned.
  var hasNewLatencies: Bool { unaligned.latencies != alignedLatencies }

  /// By how many frames what the engine plays is later than what it hears.
  package var latency: Int {
    let lateness = unaligned.lateness
    let players = unaligned.nodes.filter(\.sendsAudioOut)
    return players.map { lateness.arrivals[$0.number] ?? 0 }.max() ?? 0
  }
}
