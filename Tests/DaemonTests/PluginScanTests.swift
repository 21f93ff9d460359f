import Foundation
import TestSupport
import Testing

/// Plugins of others, each tried in a process of its own: what crashes there fails by name.
@Suite(.serialized)
struct PluginScanTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  /// What Debian's packages lv2-examples and swh-lv2 put into `/usr/lib/lv2`, by their bundles.
  private static let packages: [(name: String, isMember: @Sendable (String) -> Bool)] = [
    ("lv2-examples", { $0.hasPrefix("eg-") }), ("swh-lv2", { $0.hasSuffix("-swh.lv2") }),
  ]

  /// What is known to fail, and why.
  private static let known = [
    "http://plugin.org.uk/swh-plugins/const":
      "divides by the frames less one, which is nothing in a block of one frame"
  ]

  @Test(arguments: [0, 1])
  func `every plugin of a package runs with silence, an impulse and a note`(
    package: Int
  ) async throws {
    let (name, isMember) = Self.packages[package]
    let installed = "/usr/lib/lv2"
    let bundles = ((try? FileManager.default.contentsOfDirectory(atPath: installed)) ?? [])
      .filter(isMember)
    guard !bundles.isEmpty else {
      withKnownIssue("\(name) is not installed; scripts/install-dependencies test would") {
        Issue.record("\(name) is missing")
      }
      return
    }
    let folder = stage.scratch.path("lv2")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for bundle in bundles {
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/" + bundle, withDestinationPath: installed + "/" + bundle)
    }
    let scan = try stage.start(
      [LiveStage.programs + "/strumd", "scan-plugins"],
      environment: ["LV2_PATH": folder, "XDG_STATE_HOME": stage.scratch.path])
    #expect(try await scan.status(seconds: 300) == 0)
    let lines = scan.output.split(separator: "\n").map(String.init)
    #expect(lines.count >= bundles.count)
    for line in lines where !line.hasSuffix(" is good") {
      let uri = String(line.prefix { $0 != " " })
      #expect(Self.known[uri] != nil, "\(line)")
    }
  }

  @Test func `a plugin that crashes is named, and the others are tried`() async throws {
    let folder = try PluginBundle(in: stage.scratch).folder
    let scan = try stage.start(
      [LiveStage.programs + "/strumd", "scan-plugins"],
      environment: ["LV2_PATH": folder, "XDG_STATE_HOME": stage.scratch.path])
    #expect(try await scan.status() == 1)
    #expect(scan.output.contains("urn:strumd:test:crash crashed with a segmentation fault\n"))
    #expect(scan.output.contains("urn:strumd:test:refusal refused to be made\n"))
    #expect(scan.output.contains("urn:strumd:test:worker is good\n"))
  }
}
