import Graph
import TestSupport
import Testing

/// Ten thousand reloads of random patches, compared with a program that is slow and obvious.
@Suite struct RandomReloadTests {
  /// An engine without a back end that fades over 24 frames and takes blocks of up to 64.
  private final class Subject {
    let engine: Engine
    private let silence = UnsafeMutablePointer<Float>.allocate(capacity: 64)

    init() {
      var configuration = EngineConfiguration(
        sampleRate: 8000, maximumFrameCount: 64, environment: Environment(isOffline: true))
      configuration.fade = 0.003
      engine = Engine(configuration, kinds: randomKinds, provider: nil)
      silence.initialize(repeating: 0, count: 64)
    }

    deinit { silence.deallocate() }

    /// Runs a block; returns what every sink of the patch has sent out.
    func run(_ frameCount: Int) -> [String: [Float]] {
      let executor = engine.executor
      withRealtimeContext {
        executor.pointee.begin()
        executor.pointee.run(frameCount)
      }
      var sent: [String: [Float]] = [:]
      let slots = Set((0..<executor.pointee.externalCount).map { executor.pointee.external($0) })
      for (id, node) in engine.instances where node.declaration.kind == "sink" {
        guard slots.contains(node.externals[0].slot) else { continue }
        let samples = node.externals[0].slot.pointee.audio
        sent[id] = (0..<frameCount).map { samples[$0] }
      }
      return sent
    }
  }

  @Test(arguments: 0..<10)
  func `a thousand reloads sound as they must, sample for sample`(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    var random = RandomPatch(Dice(seed: UInt64(seed) + 1000))
    let subject = Subject()
    let reference = ReferenceExecutor(fadeLength: 24)
    var refused = 0
    var samples = 0
    for reload in 0..<1000 {
      let earlier = random.patch
      random.edit()
      let isTaken = (try? subject.engine.load(random.patch)) != nil
      try #require(reference.load(random.patch) == isTaken, "reload \(reload)")
      if !isTaken {
        refused += 1
        random.restore(earlier)
      }
      for _ in 0..<(dice.roll(4) == 0 ? 12 : dice.roll(4)) {
        let frameCount = 1 + dice.roll(24)
        let sent = subject.run(frameCount)
        let expected = reference.run(frameCount)
        for (id, sound) in sent {
          try #require(
            Self.agree(sound, expected[id] ?? []), "reload \(reload), \(id), seed \(seed)")
          samples += sound.count { $0 != 0 }
        }
        subject.engine.poll()
        reference.poll()
      }
    }
    #expect(refused > 10)
    #expect(reference.ringingCount > 4)
    #expect(reference.turnCount > 4)
    #expect(samples > 10_000)
  }

  /// Whether `sound` is the sum of `parts`, to the bit where no order could matter.
  private static func agree(_ sound: [Float], _ parts: [[Float]]) -> Bool {
    sound.indices.allSatisfy { frame in
      let sum = parts.reduce(Float(0)) { $0 + $1[frame] }
      return parts.count <= 2 ? sum == sound[frame] : abs(sum - sound[frame]) < 1e-5
    }
  }
}
