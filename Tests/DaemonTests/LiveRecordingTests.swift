import Graph
import Testing

@testable import Daemon

/// What decides about a recording and its figures.
@Suite struct LiveRecordingTests {
  private func patch(_ wires: [Wire]) -> Patch {
    Patch(
      nodes: [
        PatchNode(id: "guitar", kind: "capture"), PatchNode(id: "soft", kind: "gain"),
        PatchNode(id: "out", kind: "playback"),
      ], wires: wires)
  }

  @Test func `the player is not mixed in where the patch plays the player`() {
    let through = patch([
      Wire(Wire.End("guitar", "out"), Wire.End("soft", "in")),
      Wire(Wire.End("soft", "out"), Wire.End("out", "in")),
    ])
    #expect(through.letsPlayerThrough(.linked))
  }

  @Test func `the player is mixed in where the patch only listens`() {
    let deaf = patch([Wire(Wire.End("guitar", "out"), Wire.End("soft", "in"))])
    #expect(!deaf.letsPlayerThrough(.linked))
  }

  @Test func `a cycle in which the thread hardly ran is no overrun of ours`() {
    var judge = OverrunJudge()
    for _ in 0..<16 { _ = judge.judge(10, period: 1000) }
    #expect(judge.judge(100_000_000_000, period: 90_000_000_000) < 90_000_000_000)
  }

  @Test func `a cycle in which the thread ran all the time is an overrun of ours`() {
    var judge = OverrunJudge()
    for _ in 0..<16 { _ = judge.judge(10, period: 1000) }
    let start = MonotonicClock.now
    while MonotonicClock.now - start < 20_000_000 {}
    #expect(judge.judge(Int(MonotonicClock.now - start), period: 1000) > 1000)
  }
}
