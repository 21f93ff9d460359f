import CRealtime
import Foundation
import Synchronization
import Testing

@testable import Graph

/// Audio thread, helpers and control thread at once, each at its own pace.
@Suite struct ConcurrencyTests {
  /// What the audio thread of these tests works with.
  private final class Stage: @unchecked Sendable {
    let executor: UnsafeMutablePointer<Executor>
    let samples: UnsafeMutablePointer<Float>
    let cycles = Atomic(0)
    let isStopping = Atomic(false)
    let hasStopped = Atomic(false)

    init(_ engine: Engine) {
      executor = engine.executor
      samples = .allocate(capacity: 1024)
    }

    deinit { samples.deallocate() }

    func play() {
      realtime_flush_denormals()
      while !isStopping.load(ordering: .acquiring) {
        executor.pointee.begin()
        for index in 0..<executor.pointee.externalCount {
          executor.pointee.external(index).pointee.audio = samples
        }
        executor.pointee.run(64)
        _ = cycles.wrappingAdd(1, ordering: .releasing)
      }
      hasStopped.store(true, ordering: .releasing)
    }

    /// Ends the audio thread, after which nobody touches the engine.
    func stop() {
      isStopping.store(true, ordering: .releasing)
      eventually("the audio thread ends") { hasStopped.load(ordering: .acquiring) }
    }
  }

  private static func patch(_ round: Int) -> Patch {
    let branches = 2 + round % 5
    var nodes = [PatchNode(id: "out", kind: "sink")]
    var wires: [String] = []
    for branch in 0..<branches {
      for number in 0..<(1 + round % 4) {
        nodes.append(PatchNode(id: "n\(branch)_\(number)", kind: "burner"))
        if number > 0 { wires.append("n\(branch)_\(number - 1).out -> n\(branch)_\(number).in") }
      }
      wires.append("n\(branch)_\(round % 4).out -> out.in")
    }
    nodes += [PatchNode(id: "drone", kind: "drone"), PatchNode(id: "pulse", kind: "pulse")]
    var patch = makePatch(nodes, wires + ["drone.out -> out.midi"])
    patch.shed = ["pulse"]
    return patch
  }

  /// Sleeps itself rather than leaving its thread to other tests: three threads spin until it is done.
  @Test func `patches change and costs are read while several threads play`() throws {
    var configuration = EngineConfiguration(
      sampleRate: 48_000, maximumFrameCount: 64, environment: Environment(isOffline: true))
    configuration.helperCount = 2
    configuration.alwaysShares = true
    let engine = Engine(configuration, kinds: testKinds, provider: nil)
    engine.executor.pointee.hasDeadline = true
    let stage = Stage(engine)
    Thread.detachNewThread { stage.play() }
    defer { stage.stop() }
    for round in 0..<60 {
      try engine.load(Self.patch(round))
      for _ in 0..<5 {
        engine.poll()
        _ = engine.set([("n0_0", "time", Float(round % 3))])
        engine.takeReports { _, _, _ in }
        usleep(1000)
      }
    }
    for _ in 0..<10_000 where engine.ledger.cycleCount == 0 {
      usleep(1000)
      engine.poll()
    }
    #expect(stage.cycles.load(ordering: .acquiring) > 0)
    #expect(engine.ledger.cycleCount > 0)
  }
}
