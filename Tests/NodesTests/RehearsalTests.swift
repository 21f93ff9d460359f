import Foundation
import Graph
import Nodes
import TestSupport
import Testing

/// Nodes that are tried before they are heard, in an engine that plays live.
@Suite struct RehearsalTests {
  private static let kinds = NodeKinds.linked.declarations.filter { declaration in
    !declaration.settings.contains { $0.isRequired }
  }.map(\.kind)

  /// An engine with a patch that plays, so that what comes next is tried.
  private func engine(directory: String = ".") throws -> Engine {
    let environment = Environment(
      isOffline: false, patchDirectory: directory, dataDirectories: [Checkout.root])
    let engine = Engine(
      EngineConfiguration(
        sampleRate: 48_000, maximumFrameCount: 1024, environment: environment), kinds: .linked,
      provider: nil)
    try engine.load(patch([]))
    return engine
  }

  /// Of which nothing is refused.
  private func patch(_ nodes: [PatchNode]) -> Patch {
    var patch = Patch(nodes: [PatchNode(id: "speakers", kind: "playback")] + nodes, wires: [])
    patch.budget = 1000
    return patch
  }

  @Test(arguments: kinds)
  func `every kind can be tried`(kind: String) throws {
    let engine = try engine()
    let version = PatchVersion(
      patch([PatchNode(id: "new", kind: kind)]), environment: engine.environment)
    let prepared = try engine.prepare(version, rehearses: true)
    let cost = try #require(engine.forecast(prepared).first { $0.node == "new" }).cost
    let declaration = try #require(NodeKinds.linked[kind]).declaration
    #expect((cost > 0) == (declaration.externals.isEmpty && declaration.isRehearsed))
  }

  @Test func `what is tried writes no file, and saves nothing that a plugin remembers`() throws {
    let folder = try WorkFolder()
    let engine = try engine(directory: folder.path)
    let version = PatchVersion(
      patch([
        PatchNode(id: "tape", kind: "recorder", settings: ["file": .text("take.wav")]),
        PatchNode(
          id: "plugin", kind: "lv2",
          settings: ["plugin": .text(try TestPlugins.uri("memory")), "state": .text("state")]),
      ]), environment: engine.environment)
    let prepared = try engine.prepare(version, rehearses: true)
    #expect(engine.forecast(prepared).first?.node == "plugin")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["sound.wav"])
    withExtendedLifetime(prepared) {}
  }
}
