import Glibc
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

  @Test func `a thread that waited has used no time`() {
    var judge = OverrunJudge()
    _ = judge.limit(pthread_self())
    usleep(50_000)
    #expect(judge.limit(pthread_self()) < 1_000_000)
  }

  @Test func `a thread that ran all the time has used it`() {
    var judge = OverrunJudge()
    _ = judge.limit(pthread_self())
    let start = MonotonicClock.now
    while MonotonicClock.now - start < 50_000_000 {}
    #expect(judge.limit(pthread_self()) > 1_000_000)
  }
}
