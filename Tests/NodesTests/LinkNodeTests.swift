import Graph
import Testing

@testable import Nodes

/// Link without a network; sessions with others are in the live tests.
@Suite struct LinkNodeTests {
  @Test func `a recording takes part in no session, and is told no beats`() throws {
    let rig = try NodeRig(LinkNode.declaration.kind)
    rig.run(Array(repeating: 256, count: 400))
    #expect(rig.output.findings.isEmpty)
    let instance = try #require(rig.engine.instances["node"])
    #expect(instance.job(LinkJob.self) == nil)
  }

  @Test(arguments: [(20.0, 1.0), (400, 1), (401, 2), (800, 2), (999, 4)])
  func `a session faster than musical time is counted in twos or fours`(tempo: Double, fold: Double)
  {
    #expect(LinkLine.fold(tempo) == fold)
    #expect(tempo / LinkLine.fold(tempo) <= LinkLine.fastest)
  }

  @Test func `a line goes on from where it was seen, forward and back`() {
    var line = LinkLine()
    line.tempo = 90
    line.beat = 8
    line.time = 1_000_000_000
    #expect(line.position(at: 1e9) == 8)
    #expect(abs(line.position(at: 3e9) - 11) < 1e-9)
    #expect(abs(line.position(at: 0) - 6.5) < 1e-9)
  }
}
