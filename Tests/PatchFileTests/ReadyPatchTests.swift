import Foundation
import Graph
import Nodes
import PatchFile
import TestSupport
import Testing
import YAML

@Suite struct ReadyPatchTests {
  /// The files in `patches`.
  static let names = Checkout.names(in: "patches", suffix: ".yaml").map { $0 + ".yaml" }

  private func read(_ name: String) throws -> Patch {
    try PatchDocument(path: Checkout.path("patches/" + name), kinds: .linked).patch
  }

  @Test func `the rigs are there`() {
    let expected: Set = [
      "browser.yaml", "chords-to-daw.yaml", "monitor.yaml", "quartet.yaml", "trio.yaml",
      "tuner.yaml",
    ]
    #expect(expected.isSubset(of: Self.names))
  }

  @Test(arguments: names)
  func `a ready patch reads, says what it is, and runs`(name: String) throws {
    let patch = try read(name)
    #expect(!patch.name.isEmpty)
    #expect(!patch.summary.isEmpty)
    let engine = Engine(
      EngineConfiguration(
        sampleRate: 48_000, maximumFrameCount: 256,
        environment: Environment(
          isOffline: true, patchDirectory: Checkout.path("patches"),
          dataDirectories: [Checkout.root])),
      kinds: .linked, provider: nil)
    try engine.load(patch)
    for _ in 0..<40 {
      engine.executor.pointee.begin()
      engine.executor.pointee.run(256)
      engine.runJobs()
      engine.poll()
    }
    #expect(engine.instances.count == patch.nodes.count)
  }

  @Test(arguments: names)
  func `a ready patch names its schema for editors`(name: String) throws {
    let text = try Checkout.text("patches/" + name)
    #expect(
      text.hasPrefix("# yaml-language-server: $schema=/usr/share/strumd/patch.schema.json\n"))
  }

  @Test(arguments: names)
  func `a band tells the ear that counts for it the metre of its style`(name: String) throws {
    let patch = try read(name)
    let wires = Set(patch.wires.map(\.description))
    for band in patch.nodes where band.kind == "accompaniment" {
      for ear in patch.nodes where ear.kind == "beat" {
        #expect(wires.contains("\(band.id).metre -> \(ear.id).metre feedback"))
      }
    }
  }

  @Test func `the quartet sends all six players out, each with an instrument`() throws {
    let patch = try read("quartet.yaml")
    let wires = Set(patch.wires.map(\.description))
    for (player, channel) in [
      ("band.bass", 2), ("band.comping", 3), ("band.pad", 4), ("band.arpeggio", 5),
      ("soloist.lead", 6), ("band.drums", 10),
    ] {
      #expect(wires.contains("\(player) -> players.ch\(channel)"))
      #expect(wires.contains("\(player) -> synth.ch\(channel)"))
    }
    let out = try #require(patch.nodes.first { $0.id == "players" })
    #expect((2...6).allSatisfy { out.parameters["program_\($0)"] ?? 0 > 0 })
  }

  @Test func `the trio sends each player out on a port and to the speakers`() throws {
    let wires = Set(try read("trio.yaml").wires.map(\.description))
    for player in ["bass", "drums", "comping"] {
      #expect(wires.contains { $0.hasPrefix("band.\(player) -> \(player).") })
      #expect(wires.contains { $0.hasPrefix("band.\(player) -> synth.") })
    }
    for side in ["left", "right"] {
      #expect(wires.contains("synth.\(side) -> room.\(side)"))
      #expect(wires.contains("room.\(side) -> speakers.\(side)"))
    }
  }
}
