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
    // So much of a processor, however long that takes where others want it, too.
    func used() -> Int {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
    let start = used()
    while used() - start < 5_000_000 {}
    #expect(judge.limit(pthread_self()) > 1_000_000)
  }
}
