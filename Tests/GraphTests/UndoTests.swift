import Graph
import Testing

@Suite struct UndoTests {
  private let chain = makePatch(
    [PatchNode(id: "one", kind: "constant"), PatchNode(id: "out", kind: "sink")],
    ["one.out -> out.in"])

  private func rig() throws -> TestRig {
    let rig = TestRig()
    try rig.engine.load(chain)
    rig.run(64)
    return rig
  }

  private func last(_ rig: TestRig) throws -> Float {
    for _ in 0..<40 { rig.run(64) }
    return try #require(rig.audio["out"]?.last)
  }

  @Test func `a group of sets is taken back and made again as one`() throws {
    let rig = try rig()
    _ = rig.engine.set([("one", "value", 3)], at: 64)
    #expect(try last(rig) == 3)
    #expect(rig.engine.undo() == true)
    #expect(try last(rig) == 1)
    #expect(rig.engine.redo() == true)
    #expect(try last(rig) == 3)
  }

  @Test func `the steps of one turn of a knob are one change`() throws {
    let rig = try rig()
    for value in 2...9 { _ = rig.engine.set([("one", "value", Float(value))]) }
    #expect(rig.engine.undo() == true)
    #expect(try last(rig) == 1)
    #expect(rig.engine.undo() == false)
  }

  @Test func `a turned knob is taken back, and not the patch before it`() throws {
    let rig = try rig()
    var other = chain
    other.nodes[0].parameters = ["value": 7]
    try rig.engine.load(other)
    #expect(try last(rig) == 7)
    let value = try #require(rig.engine.parameter("one", "value"))
    for step in 2...9 { rig.engine.turn(value, of: "one", to: Float(step)) }
    #expect(try last(rig) == 9)
    #expect(rig.engine.undo() == true)
    #expect(try last(rig) == 7)
    #expect(rig.engine.redo() == true)
    #expect(try last(rig) == 9)
    rig.engine.turn(value, of: "one", to: 4)
    #expect(rig.engine.redo() == false)
    #expect(rig.engine.undo() == true)
    #expect(try last(rig) == 7)
  }

  @Test func `two knobs that are turned together are one change, and later ones another`() throws {
    let rig = TestRig(isTimedByHand: true)
    try rig.engine.load(
      makePatch(
        [PatchNode(id: "one", kind: "constant"), PatchNode(id: "two", kind: "constant")], []))
    let knobs = try ["one", "two"].map { id in
      (id: id, parameter: try #require(rig.engine.parameter(id, "value")))
    }
    let before = knobs.map(\.parameter.value)
    for step in 0..<300 {
      for knob in knobs { rig.engine.turn(knob.parameter, of: knob.id, to: Float(step % 7)) }
    }
    let between = knobs.map(\.parameter.value)
    rig.environment.clock?.spend(2_000_000_000)
    rig.engine.turn(knobs[0].parameter, of: knobs[0].id, to: 9)
    #expect(rig.engine.undo() == true)
    rig.run(64)
    #expect(knobs.map(\.parameter.value) == between)
    #expect(rig.engine.undo() == true)
    rig.run(64)
    #expect(knobs.map(\.parameter.value) == before)
    #expect(rig.engine.undo() == false)
  }

  @Test func `a patch is taken back`() throws {
    let rig = try rig()
    var other = chain
    other.nodes[0].parameters = ["value": 7]
    try rig.engine.load(other)
    #expect(try last(rig) == 7)
    #expect(rig.engine.undo() == true)
    #expect(try last(rig) == 1)
  }

  @Test func `an engine at another rate takes back what was done to the one before`() throws {
    let before = try rig()
    var other = chain
    other.nodes[0].parameters = ["value": 7]
    try before.engine.load(other)
    #expect(try last(before) == 7)
    _ = before.engine.set([("one", "value", 3)])
    #expect(try last(before) == 3)
    let after = TestRig(sampleRate: 44_100)
    try after.engine.load(before.engine.version, setting: before.engine.liveValues)
    after.engine.inheritHistory(of: before.engine)
    #expect(try last(after) == 3)
    #expect(after.engine.undo() == true)
    #expect(try last(after) == 7)
    #expect(after.engine.undo() == true)
    #expect(try last(after) == 1)
    #expect(after.engine.redo() == true)
    #expect(try last(after) == 7)
  }

  @Test func `what never was cannot be taken back`() throws {
    let rig = try rig()
    #expect(rig.engine.set([("none", "value", 1)]) == nil)
    #expect(rig.engine.undo() == false)
    #expect(rig.engine.redo() == false)
  }
}
