import Graph
import TestSupport

/// A patch that changes by chance, as if somebody edited it.
struct RandomPatch {
  private(set) var patch = Patch()
  private var dice: Dice

  init(_ dice: Dice) { self.dice = dice }

  /// Changes the patch in one to four places.
  mutating func edit() {
    for _ in 0...dice.roll(4) { change() }
  }

  /// Takes back what was edited to `earlier`.
  mutating func restore(_ earlier: Patch) { patch = earlier }

  private mutating func change() {
    switch dice.roll(28) {
    case 0...3: addNode()
    case 4: removeNode()
    case 5...15: addWire()
    case 16...18: removeWire()
    case 19, 20: turn()
    case 21: replaceNode()
    case 22...26: turnWireRound()
    default: if dice.roll(16) == 0 { patch = Patch() }
    }
  }

  private mutating func node(_ id: String) -> PatchNode {
    let kind = [
      "noise", "noise", "leak", "leak", "leak", "echo", "echo", "sink", "sink",
    ][dice.roll(9)]
    return PatchNode(id: id, kind: kind)
  }

  private mutating func addNode() {
    let id = "n\(dice.roll(12))"
    guard patch[id: id] == nil else { return }
    patch.nodes.insert(node(id), at: dice.roll(patch.nodes.count + 1))
  }

  private mutating func removeNode() {
    guard let index = pick(patch.nodes.count) else { return }
    let id = patch.nodes.remove(at: index).id
    patch.wires.removeAll { $0.source.node == id || $0.destination.node == id }
  }

  private mutating func replaceNode() {
    guard let index = pick(patch.nodes.count) else { return }
    if dice.roll(2) == 0, patch.nodes[index].kind != "sink" {
      patch.nodes[index].settings = ["flavour": .text("\(dice.roll(1000))")]
    } else {
      let id = patch.nodes[index].id
      patch.nodes[index] = node(id)
      patch.wires.removeAll { $0.source.node == id || $0.destination.node == id }
    }
  }

  private mutating func turn() {
    guard let index = pick(patch.nodes.count) else { return }
    let names = ["noise": "level", "leak": "gain"]
    guard let name = names[patch.nodes[index].kind] else { return }
    patch.nodes[index].parameters[name] = Float(dice.roll(5)) / 4
  }

  private mutating func addWire() {
    guard let from = pick(patch.nodes.count), let to = pick(patch.nodes.count) else { return }
    let outputs = ["noise": ["out"], "leak": ["out", "low"], "echo": ["out"]]
    let inputs = ["leak": ["a", "b"], "echo": ["in"], "sink": ["in"]]
    let (source, destination) = (patch.nodes[from], patch.nodes[to])
    guard let ports = outputs[source.kind], let others = inputs[destination.kind] else { return }
    let wire = Wire(
      Wire.End(source.id, ports[dice.roll(ports.count)]),
      Wire.End(destination.id, others[dice.roll(others.count)]),
      isFeedback: from == to || dice.roll(6) == 0)
    guard !patch.wires.contains(wire) else { return }
    patch.wires.insert(wire, at: dice.roll(patch.wires.count + 1))
  }

  private mutating func removeWire() {
    if let index = pick(patch.wires.count) { patch.wires.remove(at: index) }
  }

  /// Lets two nodes change places in a chain, so that old and new graph together form a loop.
  private mutating func turnWireRound() {
    guard let index = pick(patch.wires.count) else { return }
    let (source, destination) = (
      patch.wires[index].source.node, patch.wires[index].destination.node
    )
    let kinds = [source, destination].map { patch[id: $0]?.kind }
    guard source != destination, kinds == ["leak", "leak"] else { return }
    patch.wires[index] = Wire(Wire.End(destination, "out"), Wire.End(source, "a"))
    let turned = patch.wires[index]
    if patch.wires.count(where: { $0 == turned }) > 1 { patch.wires.remove(at: index) }
  }

  private mutating func pick(_ count: Int) -> Int? { count == 0 ? nil : dice.roll(count) }
}
