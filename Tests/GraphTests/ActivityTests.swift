import CRealtime
import Testing

@testable import Graph

/// What is told of outputs while somebody looks.
@Suite struct ActivityTests {
  private static let patch = makePatch(
    [
      PatchNode(id: "one", kind: "constant", parameters: ["value": -0.5]),
      PatchNode(id: "more", kind: "increment"), PatchNode(id: "drone", kind: "drone"),
      PatchNode(id: "pulse", kind: "pulse"), PatchNode(id: "out", kind: "sink"),
    ], ["one.out -> more.in", "more.out -> out.in", "drone.out -> out.midi"])

  private func activity(_ rig: TestRig) -> [String: OutputReport.Amount] {
    Dictionary(
      rig.engine.takeActivity().map { ("\($0.node).\($0.port)", $0.amount) },
      uniquingKeysWith: { first, _ in first })
  }

  @Test(arguments: [0, 2])
  func `peaks and messages are told once somebody looks, and only then`(helpers: Int) throws {
    realtime_flush_denormals()
    let rig = TestRig(helperCount: helpers, isForced: true)
    try rig.engine.load(Self.patch)
    for _ in 0..<40 { rig.run(64) }
    #expect(activity(rig).values.allSatisfy { $0 == .peak(0) || $0 == .count(0) })
    rig.engine.measuresOutputs = true
    for _ in 0..<800 { rig.run(64) }
    let found = activity(rig)
    #expect(found["one.out"] == .peak(0.5))
    #expect(found["more.out"] == .peak(0.5))
    #expect(found["more.age"] == .peak(Float(840 * 64 - 1)))
    #expect(found["drone.out"] == .count(0))
    #expect(found["pulse.beat"] == .count(2))
    #expect(found["out.midi"] == nil)
    #expect(activity(rig)["one.out"] == .peak(0))
    rig.engine.measuresOutputs = false
    for _ in 0..<40 { rig.run(64) }
    #expect(activity(rig).values.allSatisfy { $0 == .peak(0) || $0 == .count(0) })
  }

  @Test func `messages are counted, and what is no number is told as such`() throws {
    let rig = TestRig()
    rig.engine.measuresOutputs = true
    var patch = Self.patch
    patch.nodes[0].parameters["value"] = .nan
    try rig.engine.load(patch)
    rig.run(64)
    let found = activity(rig)
    #expect(found["drone.out"] == .count(1))
    let isFinite = if case .peak(let peak)? = found["one.out"] { peak.isFinite } else { true }
    #expect(!isFinite)
  }
}
