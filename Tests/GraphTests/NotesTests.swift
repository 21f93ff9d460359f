import Graph
import Testing

@Suite struct NotesTests {
  private func patch(flavour: String = "plain", key: Float = 60, wired: Bool = true) -> Patch {
    makePatch(
      [
        PatchNode(
          id: "drone", kind: "drone", parameters: ["key": key],
          settings: ["flavour": .text(flavour)]),
        PatchNode(id: "out", kind: "sink"),
      ], wired ? ["drone.out -> out.midi"] : [])
  }

  @Test func `a replaced node's notes end, its successor's sound`() throws {
    let rig = TestRig()
    try rig.engine.load(patch())
    rig.run(64)
    #expect(rig.sounding("out_midi") == [60])
    try rig.engine.load(patch(flavour: "new", key: 64))
    for _ in 0..<40 { rig.run(64) }
    #expect(rig.sounding("out_midi") == [64])
  }

  @Test func `a wire that goes ends the notes it carried`() throws {
    let rig = TestRig()
    try rig.engine.load(patch())
    rig.run(64)
    try rig.engine.load(patch(wired: false))
    rig.run(64)
    #expect(rig.sounding("out_midi").isEmpty)
  }

  @Test func `the same note of a successor is not ended with the old one`() throws {
    let rig = TestRig()
    try rig.engine.load(patch())
    rig.run(64)
    try rig.engine.load(patch(flavour: "new"))
    for _ in 0..<40 { rig.run(64) }
    #expect(rig.sounding("out_midi") == [60])
    let sent = try #require(rig.midi["out_midi"])
    #expect(sent.map(\.event.isNoteOn) == [true, false, true])
  }

  @Test func `a note that another part holds, too, sounds on`() throws {
    let rig = TestRig()
    var both = patch()
    both.nodes.append(PatchNode(id: "other", kind: "drone", parameters: ["key": 60]))
    both.wires.append(Wire(Wire.End("other", "out"), Wire.End("out", "midi")))
    try rig.engine.load(both)
    rig.run(64)
    both.nodes.removeLast()
    both.wires.removeLast()
    try rig.engine.load(both)
    for _ in 0..<40 { rig.run(64) }
    #expect(rig.sounding("out_midi") == [60])
    try rig.engine.load(patch(wired: false))
    for _ in 0..<40 { rig.run(64) }
    #expect(rig.sounding("out_midi").isEmpty)
  }

  @Test func `panic ends exactly what sounds, then resets every channel`() throws {
    let rig = TestRig()
    try rig.engine.load(patch())
    rig.run(64)
    rig.engine.panic()
    rig.run(64)
    let sent = try #require(rig.midi["out_midi"]).dropFirst()
    #expect(sent.first?.event.isNoteOff == true)
    #expect(sent.first?.event.data1 == 60)
    #expect(sent.count { $0.event.isNoteOff } == 1)
    #expect(sent.count { $0.event.status & 0xF0 == 0xB0 } == 48)
  }

  @Test func `mute ends what sounds and lets nothing out`() throws {
    let rig = TestRig()
    try rig.engine.load(patch())
    rig.run(64)
    rig.engine.mute()
    try rig.engine.load(patch(flavour: "new", key: 64))
    for _ in 0..<40 { rig.run(64) }
    #expect(rig.engine.mutedCycles > 0)
    #expect(rig.sounding("out_midi").isEmpty)
  }

  /// Pedals that were pressed on "out" and not lifted, by channel.
  private func held(_ rig: TestRig) -> Set<UInt8> {
    var channels: Set<UInt8> = []
    for (_, event) in rig.midi["out_midi"] ?? []
    where event.status & 0xF0 == 0xB0 && event.data1 == 64 {
      if event.isRelease {
        channels.remove(event.channel)
      } else {
        channels.insert(event.channel)
      }
    }
    return channels
  }

  private func pedals(_ ids: [String]) -> Patch {
    makePatch(
      ids.map { PatchNode(id: $0, kind: "pedal") } + [PatchNode(id: "out", kind: "sink")],
      ids.map { "\($0).out -> out.midi" })
  }

  @Test func `a sustain pedal is lifted when the wire goes that carried it`() throws {
    let rig = TestRig(kinds: NodeKinds([NodeKind(Pedal.self), NodeKind(Sink.self)]))
    try rig.engine.load(pedals(["one"]))
    rig.run(64)
    #expect(held(rig) == [3])
    try rig.engine.load(pedals([]))
    for _ in 0..<40 { rig.run(64) }
    #expect(held(rig).isEmpty)
  }

  @Test func `a pedal that another part holds, too, stays down`() throws {
    let rig = TestRig(kinds: NodeKinds([NodeKind(Pedal.self), NodeKind(Sink.self)]))
    try rig.engine.load(pedals(["one", "two"]))
    rig.run(64)
    try rig.engine.load(pedals(["two"]))
    for _ in 0..<40 { rig.run(64) }
    #expect(held(rig) == [3])
  }
}

/// Presses the sustain pedal in its first block.
private struct Pedal: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "pedal", family: "test", doc: "Presses the sustain pedal.",
    outputs: [.midi("out", "The pedal.")])

  private var hasPressed = false

  init(_ context: NodeContext) throws(NodeError) {}

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    guard !hasPressed else { return }
    hasPressed = true
    cycle.midiOutput(0).append(MIDIEvent(control: 64, value: 127, channel: 3, offset: 0))
  }
}
