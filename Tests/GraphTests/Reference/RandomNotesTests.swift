import TestSupport
import Testing

@testable import Graph

/// Starts and ends notes by chance, one at a time, on a channel that its id gives.
private struct Piper: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "piper", family: "test", doc: "Starts and ends notes by chance.",
    outputs: [.midi("out", "The notes.")],
    settings: [.text("flavour", default: "plain", "Changes nothing but the node's identity.")])

  private let channel: UInt8
  private var state: UInt32
  private var key: UInt8?

  init(_ context: NodeContext) throws(NodeError) {
    channel = UInt8(context.id.utf8.last ?? 48) - 48
    state = ReferenceNode.seed(context.id)
  }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    state = state &* 1_664_525 &+ 1_013_904_223
    guard state >> 31 == 1 else { return }
    let lane = cycle.midiOutput(0)
    if let held = key {
      lane.append(MIDIEvent(noteOff: held, channel: channel, offset: 0))
      key = nil
    } else {
      let next = UInt8(state >> 20 & 127)
      lane.append(MIDIEvent(noteOn: next, velocity: 100, channel: channel, offset: 0))
      key = next
    }
  }
}

/// A thousand reloads while notes sound: none is left hanging, none of those that stay is lost.
@Suite struct RandomNotesTests {
  private let kinds = NodeKinds([NodeKind(Piper.self), NodeKind(Sink.self)])
  private let ids = (0..<6).map { "p\($0)" }

  /// Pipers, each perhaps there and perhaps wired, perhaps another than before.
  private func patch(_ dice: inout Dice) -> Patch {
    var patch = Patch(nodes: [PatchNode(id: "out", kind: "sink")])
    for id in ids where dice.roll(4) > 0 {
      let flavour = SettingValue.text("\(dice.roll(4))")
      patch.nodes.append(PatchNode(id: id, kind: "piper", settings: ["flavour": flavour]))
      guard dice.roll(3) > 0 else { continue }
      patch.wires.append(Wire(Wire.End(id, "out"), Wire.End("out", "midi")))
    }
    return patch
  }

  private func notes(_ ledger: NoteLedger) -> Set<Int> {
    Set((0..<2048).filter { ledger.words[$0 / 64] >> UInt64($0 % 64) & 1 == 1 })
  }

  @Test func `what sounds is what the parts that are wired hold`() throws {
    var dice = Dice(seed: 7)
    let rig = TestRig(kinds: kinds, sampleRate: 8000)
    var heldCount = 0
    for reload in 0..<1000 {
      let patch = patch(&dice)
      try rig.engine.load(patch)
      for _ in 0..<(dice.roll(3) == 0 ? 1 : 40) { rig.run(16) }
      guard rig.engine.isIdle, reload % 3 == 0 else { continue }
      for _ in 0..<60 { rig.run(16) }
      let slot = try #require(rig.engine.instances["out"]?.externals[1]).slot.pointee
      let held = patch.wires.compactMap { rig.engine.instances[$0.source.node] }
        .reduce(into: Set<Int>()) { $0.formUnion(notes($1.ledgers[0])) }
      try #require(notes(slot.ledger) == held, "reload \(reload)")
      heldCount += held.count
    }
    #expect(heldCount > 200)
  }
}
