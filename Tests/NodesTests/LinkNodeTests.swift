import Foundation
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

  @Test(arguments: [0, -120, 19, 1000, .nan, .infinity])
  func `a session whose tempo no music has is not believed`(tempo: Double) {
    #expect(LinkSession.State(tempo: tempo, beat: 0, isPlaying: true) == nil)
  }

  @Test(arguments: [.nan, .infinity, 1e300])
  func `a session that is nowhere is not believed`(beat: Double) {
    #expect(LinkSession.State(tempo: 120, beat: beat, isPlaying: true) == nil)
    #expect(LinkSession.State(tempo: 120, beat: -3, isPlaying: true)?.beat == -3)
  }

  /// BEATTIME-1 of Link's test plan (Ableton/link, TEST-PLAN.md).
  @Test func `to join and to leave where nobody is moves no beat`() throws {
    let engine = Engine(
      EngineConfiguration(
        sampleRate: 48_000, maximumFrameCount: 256, environment: Environment(isOffline: false)),
      kinds: .linked, provider: nil)
    try engine.load(
      Patch(
        tempo: 111, clock: "link",
        nodes: [PatchNode(id: "link", kind: "link", parameters: ["on": 0])]))
    engine.steer(.start)
    let link = try #require(engine.instances["link"])
    let tempo = try #require(link.readings.first { $0.declaration.name == "session_tempo" })
    let peers = try #require(link.readings.first { $0.declaration.name == "peers" })
    var jumps: [Double] = []
    func run() {
      let before = engine.status
      engine.executor.pointee.begin()
      engine.executor.pointee.run(256)
      engine.poll()
      let step = engine.status.transport.beat - before.transport.beat
      if before.transport.isRolling { jumps.append(step - 256 / 48_000 * 111 / 60) }
      usleep(1000)
    }
    for _ in 0..<50 { run() }
    for isOn in [true, false, true] {
      _ = engine.set([("link", "on", isOn ? 1 : 0)])
      for _ in 0..<20_000 where (tempo.value == 111) != isOn { run() }
      // Where somebody plays with Link in this network, there is a session to join.
      guard peers.value == 0 else { return }
      #expect((tempo.value == 111) == isOn)
      for _ in 0..<100 { run() }
    }
    guard peers.value == 0 else { return }
    #expect(jumps.count > 300 && jumps.allSatisfy { abs($0) < 1e-9 })
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
