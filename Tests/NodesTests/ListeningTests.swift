import Nodes
import Testing

@testable import Graph

/// Nodes that hear the same signal hear it together.
@Suite struct ListeningTests {
  /// The jobs of a patch in which a tuner, chroma and onsets hear `sources`.
  private func jobCount(_ sources: [String]) throws -> Int {
    let engine = Engine(
      EngineConfiguration(
        sampleRate: 48_000, maximumFrameCount: 512, environment: Environment(isOffline: true)),
      kinds: NodeRig.kinds, provider: nil)
    var patch = Patch(tempo: 120, clock: "internal")
    for (id, kind) in [("player", "capture"), ("clean", "highpass")] {
      patch.nodes.append(PatchNode(id: id, kind: kind))
    }
    patch.wires.append(Wire(Wire.End("player", "out"), Wire.End("clean", "in")))
    for (source, kind) in zip(sources, ["tuner", "chroma", "onset"]) {
      patch.nodes.append(PatchNode(id: kind, kind: kind))
      patch.wires.append(Wire(Wire.End(source, "out"), Wire.End(kind, "in")))
    }
    try engine.load(patch)
    return engine.jobs.count
  }

  @Test func `nodes on the same wire are one job`() throws {
    #expect(try jobCount(["player", "player", "player"]) == 1)
  }

  @Test func `nodes on other wires are jobs of their own`() throws {
    #expect(try jobCount(["player", "clean", "player"]) == 2)
    #expect(try jobCount(["clean", "player", "clean"]) == 2)
  }

  /// What is missed in two seconds of cycles of `length` frames, with a click at 0.2 s, by an onset node and those
  /// `beside` it; workers that are late begin to work after 1.8 s.
  private func loss(
    beside: [String] = [], length: Int = 240, isLate: Bool
  ) throws -> AnalysisLoss {
    let rig = try NodeRig("onset", beside: beside)
    rig.signal = [Float](repeating: 0, count: 9600) + [Float](repeating: 0.5, count: 480)
    for cycle in 0..<96_000 / length {
      rig.run(length, runsJobs: !isLate || cycle * length >= 86_400)
    }
    return rig.engine.loss
  }

  @Test(arguments: [240, 2400])
  func `a worker in time misses nothing, however long a cycle lasts`(length: Int) throws {
    #expect(try loss(length: length, isLate: false) == AnalysisLoss())
  }

  @Test(arguments: [240, 2400])
  func `what a late worker misses is counted`(length: Int) throws {
    let loss = try loss(length: length, isLate: true)
    #expect((1...48_000).contains(loss.frames))
    #expect(loss.events > 0)
  }

  @Test func `sound that two nodes miss together is counted once`() throws {
    let alone = try loss(isLate: true)
    #expect(try loss(beside: ["chroma"], isLate: true).frames == alone.frames)
  }
}
