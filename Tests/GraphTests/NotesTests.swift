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
    #expect(rig.engine.isMuted)
    #expect(rig.sounding("out_midi").isEmpty)
  }
}
