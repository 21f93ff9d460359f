import Foundation
import Synchronization
import Testing

@testable import Graph

/// Runs an engine's cycles on a thread of its own, as fast as it can, as a back end would.
///
/// Unchecked because the executor belongs to the thread from `init` to ``stop()``.
private final class AudioThread: @unchecked Sendable {
  private let executor: UnsafeMutablePointer<Executor>
  private let isWanted = Atomic(true)
  private let hasEnded = Atomic(false)
  let cycles = Atomic(0)

  init(_ engine: Engine) {
    executor = engine.executor
    Thread.detachNewThread { self.run() }
  }

  private func run() {
    while isWanted.load(ordering: .relaxed) {
      withRealtimeContext {
        executor.pointee.begin()
        executor.pointee.run(64)
      }
      _ = cycles.wrappingAdd(1, ordering: .relaxed)
    }
    hasEnded.store(true, ordering: .releasing)
  }

  func stop() {
    isWanted.store(false, ordering: .relaxed)
    eventually("the audio thread ends") { hasEnded.load(ordering: .acquiring) }
  }
}

/// The engine with its two threads at work at once, which every other test keeps in step.
@Suite struct TwoThreadsTests {
  /// Takes what was asked for as fast as it can, as the audio thread does once a cycle.
  private final class Taker: Sendable {
    let shared = ExecutorShared()
    let turns = Atomic(0)
    let isWanted = Atomic(true)
    let hasEnded = Atomic(false)

    func run() {
      while isWanted.load(ordering: .relaxed) {
        _ = shared.takeRelease()
        _ = turns.wrappingAdd(1, ordering: .releasing)
      }
      hasEnded.store(true, ordering: .releasing)
    }
  }

  @Test func `a mute that is asked for right after a panic is not taken for it`() {
    let taker = Taker()
    Thread.detachNewThread { taker.run() }
    var lost = 0
    for _ in 0..<(Self.rounds * 1000) {
      taker.shared.release.store(ExecutorShared.Release.panic.rawValue, ordering: .releasing)
      taker.shared.release.store(ExecutorShared.Release.mute.rawValue, ordering: .releasing)
      let turn = taker.turns.load(ordering: .acquiring)
      while taker.turns.load(ordering: .acquiring) < turn + 2 { sched_yield() }
      let left = taker.shared.release.load(ordering: .acquiring)
      if left != ExecutorShared.Release.mute.rawValue { lost += 1 }
    }
    taker.isWanted.store(false, ordering: .relaxed)
    eventually("the audio thread ends") { taker.hasEnded.load(ordering: .acquiring) }
    #expect(lost == 0)
  }

  /// Many where ThreadSanitizer looks on.
  private static let rounds =
    ProcessInfo.processInfo.environment["THREAD_SANITIZER"] == "1" ? 400 : 40

  private func patch(_ round: Int) -> Patch {
    var nodes = [
      PatchNode(id: "one", kind: "constant"), PatchNode(id: "beats", kind: "pulse"),
      PatchNode(id: "more", kind: "increment"), PatchNode(id: "hum", kind: "drone"),
      PatchNode(id: "out", kind: "sink"),
    ]
    nodes[round % 2 * 3].settings = ["flavour": .text("\(round / 2 % 3)")]
    return makePatch(
      nodes, ["one.out -> more.in", "more.out -> out.in", "hum.out -> out.midi"])
  }

  @Test func `loads, commands and reports cross while the audio thread runs`() throws {
    let rig = TestRig()
    let engine = rig.engine
    try engine.load(patch(0))
    let audio = AudioThread(engine)
    var reports = 0
    var last: Float = 0
    for round in 1...Self.rounds {
      try engine.load(patch(round))
      for step in 0..<50 {
        last = Float((round + step) % 500)
        eventually("there is room for commands") {
          engine.poll()
          return engine.set([("one", "value", last), ("hum", "key", 60)]) != nil
        }
        engine.steer(.tempo(Double(60 + step)))
        engine.poll()
        engine.takeReports { _, _, _ in reports += 1 }
      }
    }
    let seen = audio.cycles.load(ordering: .relaxed)
    eventually("two thousand cycles more") {
      engine.poll()
      return audio.cycles.load(ordering: .relaxed) >= seen + 2000
    }
    audio.stop()
    #expect(engine.parameter("one", "value")?.value == last)
    #expect(reports > 0)
  }
}
