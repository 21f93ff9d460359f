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
}
