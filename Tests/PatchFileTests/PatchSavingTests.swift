import Foundation
import Graph
import Nodes
import TestSupport
import Testing

@testable import PatchFile

/// Patches that are written to files.
@Suite struct PatchSavingTests {
  private func ready(_ name: String) throws -> String {
    try Checkout.text("patches/" + name)
  }

  private func read(_ text: String) throws -> Patch {
    try PatchDocument(Array(text.utf8), name: "p.yaml", kinds: .linked).patch
  }

  @Test(arguments: ReadyPatchTests.names)
  func `a patch that is written anew is read as it was`(name: String) throws {
    let patch = try read(ready(name))
    #expect(try read(patch.text(kinds: .linked)) == patch)
  }

  @Test(arguments: ReadyPatchTests.names)
  func `a file whose patch is as it was stays to the byte`(name: String) throws {
    let text = try ready(name)
    #expect(try read(text).text(basedOn: Array(text.utf8), kinds: .linked) == text)
  }

  private static let text = """
    # My rig.
    version: 1
    name: "Rig: two"   # in quotes
    metre: 3/4
    nodes:
      - id: guitar
        kind: capture
        connect: ["system:capture_1"]
      # Not too bright.
      - id: dark
        kind: lowpass
        frequency: 2 kHz   # to taste
      - {id: volume, kind: gain, gain: -3 dB}
      - id: out
        kind: playback
    wires:
      - guitar -> dark -> volume -> out   # all of it

    """

  private func saved(_ edit: (inout Patch) throws -> Void) throws -> String {
    var patch = try read(Self.text)
    try edit(&patch)
    let text = patch.text(basedOn: Array(Self.text.utf8), kinds: .linked)
    #expect(try read(text).means(patch))
    return text
  }

  @Test func `a parameter takes its new value where it stands, with its unit and comment`() throws {
    let text = try saved {
      $0.nodes[1].parameters["frequency"] = 350.5
      $0.nodes[2].parameters["gain"] = -6
    }
    let wanted = Self.text.replacing("2 kHz ", with: "350.5 Hz ").replacing("-3 dB", with: "-6 dB")
    #expect(text == wanted)
  }

  @Test func `a parameter that was not written yet is added to its node`() throws {
    let text = try saved { $0.nodes[1].parameters["q"] = 0.1 }
    #expect(text.contains("    frequency: 2 kHz   # to taste\n    q: 0.1\n  - {id: volume"))
  }

  @Test func `nodes and wires come and go, and comments stay`() throws {
    let text = try saved {
      try $0.remove(node: "dark")
      try $0.add(node: "room", kind: "reverb", values: [], kinds: .linked)
      try $0.add(wire: "guitar -> volume", kinds: .linked)
      try $0.add(wire: "volume -> room -> out", kinds: .linked)
    }
    #expect(text.hasPrefix("# My rig.\nversion: 1\nname: \"Rig: two\"   # in quotes\n"))
    #expect(text.contains("  # Not too bright.\n  - {id: volume"))
    #expect(text.contains("    kind: playback\n  - id: room\n    kind: reverb\n"))
    #expect(text.contains("  - guitar.out -> volume.in\n"))
    #expect(!text.contains("dark"))
  }

  @Test func `a chain that loses a wire is taken apart where it stands`() throws {
    let text = try saved { try $0.remove(wire: "dark -> volume", kinds: .linked) }
    let chain = "- guitar -> dark -> volume -> out   # all of it\n"
    let rest = "- guitar.out -> dark.in   # all of it\n  - volume.out -> out.in\n"
    #expect(text == Self.text.replacing(chain, with: rest))
    let empty = try saved { $0.wires = [] }
    #expect(empty == Self.text.replacing("wires:\n  " + chain, with: ""))
  }

  @Test func `a node that gets another name keeps its place and its comments`() throws {
    let text = try saved { try $0.rename(node: "dark", to: "warm") }
    let chain = "- guitar -> dark -> volume -> out   # all of it\n"
    let wires = ["guitar.out -> warm.in   # all of it", "warm.out -> volume.in"]
    #expect(
      text
        == Self.text.replacing("id: dark", with: "id: warm").replacing(
          chain, with: "- " + (wires + ["volume.out -> out.in"]).joined(separator: "\n  - ") + "\n")
    )
    var patch = try read(Self.text)
    #expect(throws: (any Error).self) { try patch.rename(node: "dark", to: "out") }
    #expect(throws: (any Error).self) { try patch.rename(node: "dark", to: "No") }
    #expect(throws: (any Error).self) { try patch.rename(node: "nobody", to: "warm") }
  }

  @Test func `whatever names a node follows its new name`() throws {
    let original = """
      version: 1
      clock: pulse   # the beat
      nodes:
        - id: guitar
          kind: capture
        - id: pulse
          kind: beat
        - id: volume
          kind: gain
      wires:
        - guitar -> pulse   # heard
        - guitar -> volume
      shed: [pulse]   # first
      midi_map:
        - cc 21 -> volume/gain

      """
    var patch = try read(original)
    try patch.rename(node: "pulse", to: "foot")
    #expect(patch.clock == "foot")
    #expect(patch.shed == ["foot"])
    let text = patch.text(basedOn: Array(original.utf8), kinds: .linked)
    #expect(
      text
        == original.replacing("clock: pulse", with: "clock: foot")
        .replacing("id: pulse", with: "id: foot").replacing("[pulse]", with: "[foot]")
        .replacing("guitar -> pulse", with: "guitar.out -> foot.in"))
    try patch.rename(node: "volume", to: "loud")
    #expect(patch.midiMap.map(\.target) == ["/node/loud/gain"])
  }

  @Test func `a file without wires gets some, and keeps its comments`() throws {
    let bare = Self.text.components(separatedBy: "wires:")[0]
    var patch = try read(bare)
    try patch.add(wire: "guitar -> out", kinds: .linked)
    let text = patch.text(basedOn: Array(bare.utf8), kinds: .linked)
    #expect(text == bare + "wires:\n  - guitar.out -> out.in\n")
    #expect(try read(text).means(patch))
  }

  @Test(arguments: [
    "shed: [tonality, level]   # last to come", "shed:\n  - tonality\n  - level # x",
  ])
  func `what gave way, and kept time, goes without the comments around it`(shed: String) throws {
    let original = """
      # Mine.
      version: 1
      clock: pulse   # the beat
      nodes:
        - id: guitar
          kind: capture
        - id: pulse
          kind: beat
        - id: tonality
          kind: key
        - id: level
          kind: meter
      wires:
        - guitar -> pulse
        - guitar -> level   # how loud
        - guitar -> tonality
      \(shed)
      # The end.

      """
    var patch = try read(original)
    try patch.remove(node: "tonality")
    try patch.remove(node: "pulse")
    let text = patch.text(basedOn: Array(original.utf8), kinds: .linked)
    #expect(try read(text).means(patch))
    #expect(text.hasPrefix("# Mine.\nversion: 1\nnodes:\n"))
    #expect(text.contains("  - guitar -> level   # how loud\n"))
    #expect(text.hasSuffix("# The end.\n"))
    #expect(text.contains(shed.contains("[") ? "shed: [level]   # last" : "shed:\n  - level # x"))
  }

  @Test func `bindings of MIDI controls come and go, and comments stay`() throws {
    let text = try saved {
      try $0.add(binding: "cc 21 ch 1 -> volume/gain -60..6", kinds: .linked)
      try $0.add(binding: "note 36 -> /tap", kinds: .linked)
    }
    let lines = ["midi_map:", "  - cc 21 ch 1 -> volume/gain -60..6", "  - note 36 -> /tap", ""]
    #expect(text == Self.text + lines.joined(separator: "\n"))
    var patch = try read(text.replacing("/tap", with: "/tap   # with the heel"))
    try patch.remove(binding: "volume/gain")
    let commented = Array(text.replacing("/tap", with: "/tap   # with the heel").utf8)
    let shorter = patch.text(basedOn: commented, kinds: .linked)
    #expect(shorter == Self.text + "midi_map:\n  - note 36 -> /tap   # with the heel\n")
    try patch.remove(binding: "note 36 -> /tap")
    #expect(patch.text(basedOn: Array(shorter.utf8), kinds: .linked) == Self.text)
    #expect(throws: (any Error).self) { try patch.remove(binding: "volume/gain") }
  }

  @Test func `a patch that is written anew keeps its bindings`() throws {
    var patch = try read(Self.text)
    try patch.add(binding: "bend -> dark/frequency jump", kinds: .linked)
    #expect(try read(patch.text(kinds: .linked)) == patch)
  }

  @Test func `what cannot be worked into the text is written anew`() throws {
    let text = try saved {
      $0.nodes[0].settings["connect"] = .list(["a:b", "c \"d\""])
      $0.tempo = 97.3
      $0.summary = "Says: # much"
      $0.budget = 0.55
    }
    #expect(text.hasPrefix("version: 1\nname: \"Rig: two\"\nsummary: \"Says: # much\"\n"))
  }

  @Test func `words that mean something to YAML are quoted`() {
    for text in ["", "- a", "a: b", "a #b", "0x", "[a", "*a", "é", "a ", "\"", "a\\b\n"] {
      #expect(scalar(text).hasPrefix("\""), "\(text)")
    }
    for text in ["rock", "/a/b c-1.wav"] { #expect(scalar(text) == text) }
  }
}
