extension Plan {
  /// Orders `topology` and assigns buffers: reused as soon as nobody reads them any more, shared by
  /// all who read the same output, and separate from what a node reads while it writes.
  ///
  /// A plan that `isShared` among threads is divided into tasks, and a buffer is only reused within one;
  /// vertices of a group in `sharing` write to one place outside, and those in `reserved` are for the
  /// audio thread alone.
  package init(
    _ topology: Topology, isShared: Bool = false, sharing: [[Int]] = [],
    reserved: Set<Int> = []
  ) throws(GraphError) {
    let plain = try topology.ordered()
    let division =
      isShared ? TaskPlan(topology, order: plain, sharing: sharing, reserved: reserved) : nil
    let order = division?.order ?? plain
    let chains = division?.chains ?? [Int](repeating: 0, count: plain.count)
    var position = [Int](repeating: 0, count: topology.vertices.count)
    for (index, vertex) in order.enumerated() { position[vertex] = index }
    var incoming = [[Topology.Edge]](repeating: [], count: topology.vertices.count)
    var outgoing = [[Topology.Edge]](repeating: [], count: topology.vertices.count)
    for edge in topology.edges {
      incoming[edge.destination].append(edge)
      outgoing[edge.source].append(edge)
    }
    var pool = BufferPool()
    var pinned: [Pin] = []
    var memories = topology.vertices.map { [Int](repeating: -1, count: $0.outputs.count) }
    var buffers = topology.vertices.map { [Int](repeating: -1, count: $0.outputs.count) }
    for edge in topology.edges where edge.isFeedback {
      guard topology.vertices[edge.source].outputs[edge.output] == .audio,
        buffers[edge.source][edge.output] < 0
      else { continue }
      let pin = Pin(output: pool.take(), memory: pool.take())
      buffers[edge.source][edge.output] = pin.output
      memories[edge.source][edge.output] = pin.memory
      pinned.append(pin)
    }
    var expiring = [[Int]](repeating: [], count: order.count)
    var steps: [Step] = []
    for (index, vertex) in order.enumerated() {
      let ports = topology.vertices[vertex]
      let chain = chains[vertex]
      var mixes: [Int] = []
      let inputs = ports.inputs.enumerated().map { input, type in
        let edges = incoming[vertex].filter { $0.input == input }
        let arrivals = edges.map { edge in
          let places = edge.isFeedback ? memories : buffers
          return Arrival(
            edge: edge, buffer: type == .audio ? places[edge.source][edge.output] : -1)
        }
        let isDirect = arrivals.isEmpty || arrivals.count == 1 && arrivals[0].edge.fade == .steady
        guard type == .audio, !isDirect else {
          return Input(type: type, arrivals: arrivals, mix: -1)
        }
        mixes.append(pool.take(chain))
        return Input(type: type, arrivals: arrivals, mix: mixes[mixes.count - 1])
      }
      var outputs: [Int] = []
      for (output, type) in ports.outputs.enumerated() where type == .audio {
        if buffers[vertex][output] < 0 {
          let buffer = pool.take(chain)
          buffers[vertex][output] = buffer
          let readers = outgoing[vertex].filter { $0.output == output && !$0.isFeedback }
          let last = readers.map { position[$0.destination] }.max() ?? index
          let isOwn = readers.allSatisfy { chains[$0.destination] == chain }
          if isOwn { expiring[last].append(buffer) }
        }
        outputs.append(buffers[vertex][output])
      }
      for buffer in mixes + expiring[index] { pool.give(buffer, chain) }
      steps.append(Step(vertex: vertex, inputs: inputs, outputs: outputs))
    }
    self.init(
      topology: topology, steps: steps, bufferCount: pool.count, pinned: pinned, division: division,
      plainOrder: plain)
  }
}

/// Numbers of buffers, those free in a chain for that chain.
private struct BufferPool {
  private(set) var count = 0
  private var free: [Int: [Int]] = [:]

  mutating func take(_ chain: Int = -1) -> Int {
    if let buffer = free[chain]?.popLast() { return buffer }
    count += 1
    return count - 1
  }

  mutating func give(_ buffer: Int, _ chain: Int) { free[chain, default: []].append(buffer) }
}
