import Graph
import PatchFile
import Testing
import YAML

/// Patches that only a program writes, to keep another one busy.
@Suite(.timeLimit(.minutes(1))) struct HostilePatchTests {
  private func complaint(_ text: String) -> String {
    do {
      _ = try PatchDocument(Array(text.utf8), name: "p.yaml", kinds: testKinds)
      return "nothing"
    } catch {
      return error.all.first.map(\.message) ?? "nothing"
    }
  }

  private func chain(_ count: Int) -> String {
    "version: 1\nnodes:\n" + (0..<count).map { "- {id: n\($0), kind: gain}\n" }.joined()
      + "wires:\n- " + (0..<count).map { "n\($0)" }.joined(separator: " -> ") + "\n"
  }

  @Test func `more nodes or wires than any machine plays are refused`() {
    #expect(complaint(chain(4096)) == "nothing")
    #expect(complaint(chain(4097)) == "a patch may have 4096 nodes, not more")
    let wires = (0..<16_385).map { "- n\($0 / 200) -> n\(100 + $0 % 200)\n" }.joined()
    let many = String(chain(300).split(separator: "wires:")[0]) + "wires:\n" + wires
    #expect(complaint(many) == "a patch may have 16384 wires, not more")
  }

  @Test func `an edit cannot go beyond that either`() throws {
    var patch = try PatchDocument(
      Array(chain(4096).utf8), name: "p.yaml", kinds: testKinds
    ).patch
    let error = #expect(throws: Diagnostics.self) {
      try patch.add(node: "one_more", kind: "gain", values: [], kinds: testKinds)
    }
    #expect(error?.all.first?.message == "a patch may have 4096 nodes, not more")
  }

  @Test func `whose sound is heard is found out at once for all that could be shed`() {
    let ids = (0..<4000).map { "n\($0)" }.joined(separator: ", ")
    let end = "- {id: out, kind: playback}\nwires:\n- n3999 -> out\n"
    let text = chain(4000).replacing("wires:\n", with: end) + "shed: [\(ids)]\n"
    #expect(complaint(text).hasPrefix("'n0' cannot be shed: its sound is heard (n0 -> n1 -> n2"))
  }
}
