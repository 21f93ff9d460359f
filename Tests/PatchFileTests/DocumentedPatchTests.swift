import Foundation
import Graph
import Nodes
import PatchFile
import TestSupport
import Testing

@Suite struct DocumentedPatchTests {
  private func text() throws -> String { try Checkout.text("docs/patches.md") }

  private func examples() throws -> [String] {
    try Checkout.examples("yaml", in: "docs/patches.md")
  }

  @Test func `the patch in the reference reads`() throws {
    let example = try #require(try examples().first)
    let patch = try PatchDocument(Array(example.utf8), name: "patches.md", kinds: .linked).patch
    #expect(patch.nodes.count == 9)
    #expect(
      patch.wires.filter(\.isFeedback).map(\.description) == ["echo.out -> room.in2 feedback"])
    #expect(patch.wires.filter { $0.destination.node == "speakers" }.count == 2)
  }

  @Test func `the example of MIDI controllers reads`() throws {
    let example = try #require(try examples().first { $0.contains("midi_map:\n") })
    let patch = try PatchDocument(Array(example.utf8), name: "patches.md", kinds: .linked).patch
    #expect(patch.midiMap.map(\.target) == ["/node/out/gain", "/panic", "/tap"])
  }

  @Test func `the examples of time from outside and of touch read`() throws {
    let example = try #require(try examples().first { $0.contains("midi_clock_in,") })
    let patch = try PatchDocument(Array(example.utf8), name: "patches.md", kinds: .linked).patch
    #expect(patch.clock == "machine")
    #expect(patch.wires.contains { $0.description == "machine.beat -> band.beat" })
    let touch = try #require(try examples().first { $0.contains("kind: velocity") })
    let line = try #require(touch.split(separator: "\n").first { $0.contains("velocity") })
    let text = "version: 1\nnodes:\n\(line)\n"
    let node = try PatchDocument(Array(text.utf8), name: "patches.md", kinds: .linked).patch.nodes[
      0]
    #expect(node.parameters == ["curve": -30, "softest": 20, "loudest": 100])
  }

  @Test func `the reference names every key of a patch`() throws {
    let text = try text()
    for key in [
      "version", "name", "summary", "tempo", "metre", "clock", "nodes", "wires", "shed", "midi_map",
    ] {
      #expect(text.contains("`\(key)`"), "\(key)")
    }
  }

  /// The node that CONTRIBUTING.md makes, as far as patches know it.
  private struct Drive: IdleNode {
    static let declaration = NodeDeclaration(
      kind: "drive", family: "dynamics", doc: "Bends loud samples.",
      inputs: [.audio("in", "Any signal.")], outputs: [.audio("out", "The signal, bent.")],
      parameters: [.number("drive", 0...40, default: 12, unit: "dB", "How far.")])
  }

  @Test func `the patch that CONTRIBUTING.md makes reads, once there is its node`() throws {
    let example = try #require(
      try Checkout.examples("yaml", in: "CONTRIBUTING.md").first { $0.contains("kind: drive") })
    let kinds = NodeKinds(
      [NodeKind(Drive.self)]
        + ["capture", "highpass", "meter", "playback"].compactMap { NodeKinds.linked[$0] })
    let patch = try PatchDocument(Array(example.utf8), name: "amp.yaml", kinds: kinds).patch
    #expect(patch.nodes.count == 5 && patch[id: "amp"]?.parameters == ["drive": 18])
  }

  @Test func `the patch in the page on plugins reads`() throws {
    let example = try #require(try Checkout.examples("yaml", in: "docs/plugins.md").first)
    let patch = try PatchDocument(Array(example.utf8), name: "plugins.md", kinds: .linked).patch
    #expect(patch[id: "room"]?.parameters["taillevel"] == -20)
  }
}
