import Graph

/// The engine as a slow and obvious program: dictionaries, one node at a time, new samples for every
/// wire, nothing reused.
final class ReferenceExecutor {
  typealias Wire = ReferenceGraph.Wire

  /// A graph on the way from one patch to the next.
  private struct Phase {
    var nodes: [Int] = []
    var wires: [(wire: Wire, fade: Topology.Fade)] = []
    var isFading = false
  }

  private struct Output: Hashable {
    let node: Int
    let output: Int
  }

  private let fadeLength: Int
  private var nodes: [Int: ReferenceNode] = [:]
  private var current = Phase()
  private var queue: [Phase] = []
  private var position = 0
  private var hasRun = true
  private var frame = 0

  /// What runs, or is on its way.
  private var graph = ReferenceGraph()
  private var wanted: ReferenceGraph?
  private var changes: [(node: Int, parameters: [String: Float])] = []

  /// The patch that was loaded last, and its nodes.
  private var patch = Patch()
  private var numbers: [String: Int] = [:]

  /// What the outputs that feed back have sent in the block before.
  private var memory: [Output: [Float]] = [:]

  /// How often nodes were left ringing, and how often old and new had to fade in turn.
  private(set) var ringingCount = 0
  private(set) var turnCount = 0

  init(fadeLength: Int) { self.fadeLength = fadeLength }

  /// Whether nothing fades and nothing waits.
  var isIdle: Bool { isSettled && queue.isEmpty && wanted == nil }

  private var isSettled: Bool { hasRun && (!current.isFading || position >= fadeLength) }

  /// Goes over to `patch`; returns `false`, and changes nothing, if it has a loop.
  func load(_ patch: Patch) -> Bool {
    var made: [String: Int] = [:]
    var fresh = nodes
    for node in patch.nodes {
      if let number = numbers[node.id], nodes[number]?.canBecome(node) == true {
        made[node.id] = number
      } else {
        made[node.id] = fresh.count + 1
        fresh[fresh.count + 1] = ReferenceNode(node)
      }
    }
    let next = ReferenceGraph(
      nodes: patch.nodes.compactMap { made[$0.id] },
      wires: patch.wires.map { wire($0, made, fresh) })
    guard !next.hasLoop else { return false }
    nodes = fresh
    let isFree = isIdle
    for node in patch.nodes where numbers[node.id] == made[node.id] {
      changes.append((made[node.id] ?? 0, node.parameters))
    }
    self.patch = patch
    numbers = made
    if isFree { begin(next) } else { wanted = next }
    return true
  }

  private func wire(_ wire: Graph.Wire, _ made: [String: Int], _ nodes: [Int: ReferenceNode])
    -> Wire
  {
    let source = made[wire.source.node] ?? 0
    let destination = made[wire.destination.node] ?? 0
    return Wire(
      source: source, output: ["low": 1][wire.source.port] ?? 0, destination: destination,
      input: ["b": 1][wire.destination.port] ?? 0, isFeedback: wire.isFeedback)
  }

  /// Does what the control thread does between two blocks.
  func poll() {
    guard isSettled else { return }
    if !queue.isEmpty {
      start(queue.removeFirst())
    } else if let next = wanted {
      wanted = nil
      begin(next)
    } else if graph.ends.values.contains(where: { $0 <= frame }) {
      change(to: graph.silenced(frame))
    }
  }

  private func begin(_ next: ReferenceGraph) {
    for (number, parameters) in changes { nodes[number]?.parameters = parameters }
    changes = []
    let ringing = next.ringing(
      graph, frame,
      tails: nodes.filter { $0.value.tail > 0 }.mapValues { $0.tail + fadeLength },
      sinks: Set(nodes.filter(\.value.isOutward).keys))
    if ringing.ends.count > graph.ends.count { ringingCount += 1 }
    change(to: ringing)
  }

  private func change(to next: ReferenceGraph) {
    let before = graph
    graph = next
    guard before != next else { return }
    let going = before.wires.filter { !next.wires.contains($0) }
    let all = ReferenceGraph(
      nodes: next.nodes + before.nodes.filter { !next.nodes.contains($0) },
      wires: next.wires + going)
    let both = phase(all, from: before, to: next)
    let last = Phase(nodes: next.nodes, wires: next.wires.map { ($0, .steady) })
    if before.nodes.isEmpty || !both.isFading {
      queue = [last]
    } else if all.hasLoop {
      turnCount += 1
      let inTurn = [phase(before, from: before, to: next), phase(next, from: before, to: next)]
      queue = inTurn.filter(\.isFading) + [last]
    } else {
      queue = [both, last]
    }
    start(queue.removeFirst())
  }

  private func start(_ phase: Phase) {
    current = phase
    position = 0
    hasRun = false
  }

  private func phase(
    _ graph: ReferenceGraph, from old: ReferenceGraph, to new: ReferenceGraph
  ) -> Phase {
    let wires = graph.wires.map { wire -> (wire: Wire, fade: Topology.Fade) in
      let isOutward = nodes[wire.destination]?.isOutward == true
      let survives = new.nodes.contains(wire.destination)
      let ran = old.nodes.contains(wire.destination)
      if !new.wires.contains(wire) { return (wire, survives || isOutward ? .falling : .steady) }
      if !old.wires.contains(wire) { return (wire, ran || isOutward ? .rising : .steady) }
      return (wire, .steady)
    }
    return Phase(
      nodes: graph.nodes, wires: wires, isFading: wires.contains { $0.fade != .steady })
  }

  /// Runs a block; returns what each sink of each id has been sent.
  func run(_ frameCount: Int) -> [String: [[Float]]] {
    var outputs: [Int: [[Float]]] = [:]
    var sent: [String: [[Float]]] = [:]
    for number in current.nodes { evaluate(number, frameCount, &outputs, &sent) }
    memory = [:]
    for (wire, _) in current.wires where wire.isFeedback {
      memory[Output(node: wire.source, output: wire.output)] = outputs[wire.source]?[wire.output]
    }
    position = min(fadeLength, position + frameCount)
    hasRun = true
    frame += frameCount
    return sent
  }

  private func evaluate(
    _ number: Int, _ frameCount: Int, _ outputs: inout [Int: [[Float]]],
    _ sent: inout [String: [[Float]]]
  ) {
    guard outputs[number] == nil, let node = nodes[number] else { return }
    var inputs = [[Float]](repeating: [Float](repeating: 0, count: frameCount), count: 2)
    for (wire, fade) in current.wires where wire.destination == number {
      var samples: [Float]
      if wire.isFeedback {
        samples = memory[Output(node: wire.source, output: wire.output)] ?? []
        samples = Array((samples + [Float](repeating: 0, count: frameCount)).prefix(frameCount))
      } else {
        evaluate(wire.source, frameCount, &outputs, &sent)
        samples = outputs[wire.source]?[wire.output] ?? []
      }
      for frame in 0..<frameCount {
        inputs[wire.input][frame] += samples[frame] * gain(fade, frame)
      }
    }
    outputs[number] = node.process(inputs, frameCount: frameCount)
    if node.isOutward { sent[node.id, default: []].append(inputs[0]) }
  }

  private func gain(_ fade: Topology.Fade, _ frame: Int) -> Float {
    let start = Float(position) / Float(fadeLength)
    let step = 1 / Float(fadeLength)
    switch fade {
    case .steady: return 1
    case .rising: return min(1, start + step * Float(frame))
    case .falling: return max(0, 1 - start - step * Float(frame))
    }
  }
}
