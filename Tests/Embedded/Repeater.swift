/// Runs one node for a number of blocks of 64 frames, so that its instructions can be counted.
struct Repeater: Visitor {
  let wanted: Int
  let blocks: Int
  var number = 0

  mutating func visit<N: Node & ~Copyable>(_ type: N.Type, _ name: StaticString) {
    defer { number += 1 }
    guard number == wanted, var stage = try? Stage<N>() else { return }
    let score = Score(isDenormal: false)
    stage.prepare(64, score)
    for _ in 0..<blocks { stage.process(64) }
  }
}

/// Prints the names of all nodes, in order.
struct Lister: Visitor {
  mutating func visit<N: Node & ~Copyable>(_ type: N.Type, _ name: StaticString) {
    put(name)
    put("\n")
  }
}
