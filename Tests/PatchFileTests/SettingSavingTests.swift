import Graph
import Nodes
import Testing

@testable import PatchFile

/// Settings of nodes that change while a patch plays, and are written into its file.
@Suite struct SettingSavingTests {
  private static let text = """
    version: 1
    nodes:
      # The first input.
      - connect: ["system:capture_1"]   # the guitar
        # On channel 1.
        id: guitar
        kind: capture
      - id: keys
        kind: capture
        connect:
          - piano   # on stage left
          - organ
      - {kind: gain, gain: -3 dB, id: volume}   # loud
      - id: out
        kind: playback
    wires:
      - guitar -> volume -> out

    """

  private func saved(
    _ text: String = Self.text, _ edit: (inout Patch) -> Void
  ) throws -> String {
    var patch = try PatchDocument(Array(text.utf8), name: "p.yaml", kinds: .linked).patch
    edit(&patch)
    return patch.text(basedOn: Array(text.utf8), kinds: .linked)
  }

  @Test func `a list takes its new entries where it stands`() throws {
    let text = try saved { $0.nodes[0].settings["connect"] = .list(["system:capture_2"]) }
    #expect(text == Self.text.replacing("capture_1", with: "capture_2"))
    let rows = try saved { $0.nodes[1].settings["connect"] = .list(["organ"]) }
    let old = "connect:\n      - piano   # on stage left\n      - organ\n"
    #expect(rows == Self.text.replacing(old, with: "connect: [\"organ\"]\n"))
  }

  @Test func `the value behind the dash of a node goes, and the next takes its place`() throws {
    let text = try saved { $0.nodes[0].settings["connect"] = nil }
    let old = """
      - connect: ["system:capture_1"]   # the guitar
          # On channel 1.
          id: guitar
      """
    let new = "    # On channel 1.\n  - id: guitar"
    #expect(text == Self.text.replacing("  " + old, with: new))
  }

  @Test func `a node within braces gains and loses values`() throws {
    let text = try saved {
      $0.nodes[2].parameters["gain"] = nil
      $0.nodes[1].settings["connect"] = nil
    }
    let old = "    connect:\n      - piano   # on stage left\n      - organ\n"
    #expect(
      text == Self.text.replacing(", gain: -3 dB", with: "").replacing(old, with: ""))
    let back = try saved(text) { $0.nodes[2].parameters["gain"] = 2 }
    #expect(back == text.replacing("id: volume}", with: "id: volume, gain: 2}"))
  }

  @Test func `a file with line breaks of another system keeps them`() throws {
    let windows = Self.text.replacing("\n", with: "\r\n")
    let text = try saved(windows) {
      $0.nodes[2].parameters["gain"] = -6
      $0.nodes[3].settings["connect"] = .list(["a"])
    }
    let wanted = Self.text.replacing("-3 dB", with: "-6 dB")
      .replacing("kind: playback\n", with: "kind: playback\n    connect: [\"a\"]\n")
    #expect(text == wanted.replacing("\n", with: "\r\n"))
  }

  @Test func `a node that has another name and another chart keeps its comments`() throws {
    let text = """
      version: 1
      nodes:
        - id: band   # who plays along
          kind: accompaniment
          style: pop   # for now

      """
    let written = try saved(text) {
      $0.nodes[0].id = "trio"
      $0.nodes[0].settings["chart"] = .text("a.cho")
    }
    #expect(
      written
        == text.replacing("id: band", with: "id: trio")
        .replacing("for now\n", with: "for now\n    chart: a.cho\n"))
  }
}
