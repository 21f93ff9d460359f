import Foundation
import Graph
import PatchFile
import TestSupport
import Testing
import YAML

@Suite struct GoodPatchTests {
  private func trio() throws -> PatchDocument {
    try PatchDocument(path: Checkout.path("Tests/PatchFileTests/Good/trio.yaml"), kinds: testKinds)
  }

  private func patch(_ nodes: String, _ wires: String = "[]") throws -> Patch {
    let text = "version: 1\nnodes: [\(nodes)]\nwires: \(wires)\n"
    return try PatchDocument(Array(text.utf8), name: "t", kinds: testKinds).patch
  }

  @Test func `the head of a patch is read`() throws {
    let patch = try trio().patch
    #expect(patch.name == "Trio")
    #expect(patch.summary == "Guitar in; bass and drums out.")
    #expect(patch.tempo == 96)
    #expect(patch.beatsPerBar == 3)
    #expect(patch.beatUnit == 4)
    #expect(patch.clock == "ear")
    #expect(patch.shed == ["band", "ear"])
  }

  @Test func `parameters come in the unit of their declaration`() throws {
    let patch = try trio().patch
    #expect(patch[id: "clean"]?.parameters == ["frequency": 70, "q": 0.1, "poles": 4])
    #expect(patch[id: "echo"]?.parameters == ["level": -6, "time": 0.25, "mute": 1])
    #expect(patch[id: "ear"]?.parameters == ["speed": 1])
  }

  @Test func `settings stay text`() throws {
    let patch = try trio().patch
    #expect(patch[id: "guitar"]?.settings == ["connect": .list(["system:capture_1", "no"])])
    #expect(patch[id: "speakers"]?.settings == ["connect": .list(["system:playback_.*"])])
    #expect(patch[id: "band"]?.settings == ["style": .text("bossa")])
  }

  @Test func `wires get the ports they mean`() throws {
    #expect(
      try trio().patch.wires.map(\.description) == [
        "guitar.out -> clean.in", "clean.out -> ear.in", "ear.chord -> band.chord",
        "ear.beat -> band.beat", "band.bass -> synth.in", "synth.left -> speakers.left",
        "synth.right -> speakers.right", "band.drums -> out.ch1", "clean.out -> mix.in",
        "mix.out -> speakers.in", "mix.out -> echo.in", "echo.out -> mix.in feedback",
      ])
  }

  @Test func `a patch without head and wires is whole`() throws {
    let patch = try patch("{id: guitar, kind: capture}")
    #expect(patch.tempo == 120)
    #expect(patch.clock == nil)
    #expect(patch.nodes.count == 1)
  }

  @Test func `an internal clock is told from none`() throws {
    let text = "version: 1\nclock: internal\nnodes: [{id: ear, kind: chord}]\n"
    let patch = try PatchDocument(Array(text.utf8), name: "t", kinds: testKinds).patch
    #expect(patch.clock == "internal")
  }

  @Test func `a thousand nodes are read`() throws {
    let nodes = (1...1000).map { "{id: n\($0), kind: gain}" }.joined(separator: ", ")
    let chain = (1...1000).map { "n\($0)" }.joined(separator: " -> ")
    let patch = try patch(nodes, "[\(chain)]")
    #expect(patch.wires.count == 999)
    #expect(patch.wires.last?.description == "n999.out -> n1000.in")
  }

  @Test func `the ends of ranges are allowed`() throws {
    let patch = try patch("{id: a, kind: highpass, q: 0.1}, {id: b, kind: highpass, q: 20}")
    #expect(patch.nodes.map { $0.parameters["q"] } == [0.1, 20])
  }

  @Test func `what the engine refuses is pointed at in the text`() throws {
    let error = LoadError([
      .node(id: "clean", subject: "q", message: "too narrow"),
      .node(id: "band", subject: nil, message: "cannot play"),
    ])
    let lines = try trio().diagnostics(for: error).description.split(separator: "\n")
    #expect(lines[0].hasSuffix("trio.yaml:15:8: error: node 'clean': too narrow"))
    #expect(lines[1] == "      q: 0.1")
    #expect(lines[3].hasSuffix("trio.yaml:18:9: error: node 'band': cannot play"))
  }
}
