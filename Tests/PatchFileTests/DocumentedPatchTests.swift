import Foundation
import Graph
import Nodes
import PatchFile
import Testing

@Suite struct DocumentedPatchTests {
  private func text() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "docs/patches.md"), encoding: .utf8)
  }

  @Test func `the patch in the reference reads`() throws {
    let parts = try text().components(separatedBy: "```")
    let example = try #require(parts.first { $0.hasPrefix("yaml\n") }).dropFirst(5)
    let patch = try PatchDocument(Array(example.utf8), name: "patches.md", kinds: .linked).patch
    #expect(patch.nodes.count == 9)
    #expect(
      patch.wires.filter(\.isFeedback).map(\.description) == ["echo.out -> room.in2 feedback"])
    #expect(patch.wires.filter { $0.destination.node == "speakers" }.count == 2)
  }

  @Test func `the example of MIDI controllers reads`() throws {
    let parts = try text().components(separatedBy: "```")
    let example = try #require(parts.first { $0.contains("midi_map:\n") }).dropFirst(5)
    let patch = try PatchDocument(Array(example.utf8), name: "patches.md", kinds: .linked).patch
    #expect(patch.midiMap.map(\.target) == ["/node/out/gain", "/panic", "/tap"])
  }

  @Test func `the examples of time from outside and of touch read`() throws {
    let parts = try text().components(separatedBy: "```")
    let example = try #require(parts.first { $0.contains("midi_clock_in,") }).dropFirst(5)
    let patch = try PatchDocument(Array(example.utf8), name: "patches.md", kinds: .linked).patch
    #expect(patch.clock == "machine")
    #expect(patch.wires.contains { $0.description == "machine.beat -> band.beat" })
    let touch = try #require(parts.first { $0.contains("kind: velocity") })
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
}
