import Graph
import Testing

@Suite struct PlanTests {
  private func plan(_ patch: Patch) throws -> Plan {
    try Plan(try Topology(patch, kinds: testKinds))
  }

  @Test func `a chain reuses its buffers, however long it is`() throws {
    let nodes = (0..<100).map { PatchNode(id: "n\($0)", kind: "increment") }
    let wires = (1..<100).map { "n\($0 - 1).out -> n\($0).in" }
    #expect(try plan(makePatch(nodes, wires)).bufferCount == 3)
  }

  @Test func `prints as an s-expression`() throws {
    let patch = makePatch(
      [
        PatchNode(id: "out", kind: "sink"), PatchNode(id: "more", kind: "increment"),
        PatchNode(id: "one", kind: "constant"),
      ], ["one.out -> more.in", "more.out -> out.in", "one.out -> out.in"])
    #expect(
      try plan(patch).description == """
        (schedule (buffers 3)
          (one (out 0))
          (more (in 0) (out 1 2))
          (out (in (mix 2 1 0))))
        """)
  }

  @Test func `refuses wires between different types`() {
    let patch = makePatch(
      [PatchNode(id: "drone", kind: "drone"), PatchNode(id: "more", kind: "increment")],
      ["drone.out -> more.in"])
    #expect(
      throws: LoadError([.typeMismatch(wire: 0, source: .midi, destination: .audio)])
    ) { try plan(patch) }
  }
}
