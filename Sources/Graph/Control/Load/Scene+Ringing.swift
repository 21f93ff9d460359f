extension Scene {
  /// The scene with what it lets ring out of `before`, which runs at `frame`.
  ///
  /// A node that leaves rings for the tail that its kind declares, and so does whatever its sound
  /// goes through on its way to a node that stays, or out. Nothing feeds it any more, and it sends
  /// audio only: notes and events end with the change.
  func ringing(
    _ before: Scene, at frame: Int64, tail: (NodeInstance) -> Int64
  ) -> Scene {
    let staying = numbers
    let leaving = before.nodes.filter { !staying.contains($0.number) }
    guard !leaving.isEmpty else { return self }
    let tails = Tails(leaving, before)
    var ends: [UInt32: Int64] = [:]
    for node in leaving {
      let length = tail(node)
      if let end = before.deadlines[node.number] {
        ends[node.number] = end
      } else if length > 0 {
        ends[node.number] = frame + length
      }
    }
    tails.spread(&ends)
    let heard = tails.heard(by: staying)
    ends = ends.filter { heard.contains($0.key) && $0.value > frame }
    let kept = tails.links.filter { link in
      ends[link.source] != nil
        && (ends[link.destination] != nil || staying.contains(link.destination))
    }
    return Scene(
      nodes: nodes + leaving.filter { ends[$0.number] != nil }, links: links + kept,
      deadlines: ends, clock: clock, shed: shed, budget: budget)
  }
}

/// The ways of sound through nodes that leave.
private struct Tails {
  /// The wires with sound that leave from them.
  let links: [Scene.Link]
  private let leaving: [NodeInstance]

  init(_ leaving: [NodeInstance], _ before: Scene) {
    self.leaving = leaving
    let outputs = Dictionary(
      leaving.map { ($0.number, $0.declaration.outputs) }, uniquingKeysWith: { first, _ in first })
    links = before.links.filter { outputs[$0.source]?[$0.output].type == .audio }
  }

  /// Lets what a sound goes through live as long as the sound.
  func spread(_ ends: inout [UInt32: Int64]) {
    let mine = Set(leaving.map(\.number))
    var isSpreading = true
    while isSpreading {
      isSpreading = false
      for link in links where mine.contains(link.destination) {
        guard let end = ends[link.source], end > ends[link.destination] ?? .min else { continue }
        ends[link.destination] = end
        isSpreading = true
      }
    }
  }

  /// The nodes whose sound reaches one of `staying`, or leaves the engine.
  func heard(by staying: Set<UInt32>) -> Set<UInt32> {
    var heard = Set(leaving.filter(\.sendsAudioOut).map(\.number))
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for link in links where staying.contains(link.destination) || heard.contains(link.destination)
      {
        if heard.insert(link.source).inserted { isGrowing = true }
      }
    }
    return heard
  }
}
