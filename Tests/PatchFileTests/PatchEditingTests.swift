import Graph
import Testing
import YAML

@testable import PatchFile

/// Edits of a patch in the words of a patch file.
@Suite struct PatchEditingTests {
  private let kinds = testKinds
  private var patch: Patch

  init() throws {
    let text = """
      version: 1
      nodes:
        - {id: guitar, kind: capture}
        - {id: clean, kind: highpass}
        - {id: out, kind: playback}
      wires:
        - guitar -> clean -> out
      """
    patch = try PatchDocument(Array(text.utf8), name: "p.yaml", kinds: kinds).patch
  }

  private func complaint(_ edit: (inout Patch) throws -> Void) -> String {
    var copy = patch
    do {
      try edit(&copy)
      return ""
    } catch {
      #expect(copy == patch)
      return (error as? Diagnostics)?.all.map(\.description).joined() ?? "\(error)"
    }
  }

  @Test func `a node is added with its values and wired`() throws {
    var patch = patch
    try patch.add(
      node: "warm", kind: "highpass", values: [("frequency", "0.2 kHz")], kinds: kinds)
    try patch.remove(wire: "clean -> out", kinds: kinds)
    try patch.add(wire: "clean -> warm -> out", kinds: kinds)
    #expect(patch[id: "warm"]?.parameters == ["frequency": 200])
    #expect(patch.wires.contains { $0.source.node == "clean" && $0.destination.node == "warm" })
    #expect(!patch.wires.contains { $0.source.node == "clean" && $0.destination.node == "out" })
  }

  @Test func `a node goes with its wires`() throws {
    var patch = patch
    try patch.remove(node: "clean")
    #expect(patch.nodes.map(\.id) == ["guitar", "out"])
    #expect(patch.wires.isEmpty)
  }

  @Test func `what is wrong with an edit is pointed at`() {
    let kind = complaint { try $0.add(node: "x", kind: "higpass", values: [], kinds: kinds) }
    #expect(kind.hasPrefix("/node/add:1:14: error: unknown kind 'higpass'"))
    #expect(kind.contains("did you mean 'highpass'?"))
    let value = complaint {
      try $0.add(node: "x", kind: "highpass", values: [("frequency", "loud")], kinds: kinds)
    }
    #expect(value.hasPrefix("/node/add:1:35: error: frequency must be"))
    let taken = complaint { try $0.add(node: "clean", kind: "highpass", values: [], kinds: kinds) }
    #expect(taken.contains("the id 'clean' is taken"))
    #expect(complaint { try $0.add(wire: "guitar -> nobody", kinds: kinds) }.contains("nobody"))
    #expect(complaint { try $0.add(wire: "guitar -> clean", kinds: kinds) }.contains("is there"))
    #expect(complaint { try $0.remove(wire: "guitar -> out", kinds: kinds) }.contains("no wire"))
    #expect(complaint { try $0.remove(node: "claen") }.contains("did you mean 'clean'?"))
  }
}
