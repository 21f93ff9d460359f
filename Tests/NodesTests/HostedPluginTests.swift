import Foundation
import LV2
import Testing

/// The host by itself, without a graph.
@Suite struct HostedPluginTests {
  private func host(_ name: String, worksInLine: Bool = false) throws -> HostedPlugin {
    let uri = try TestPlugins.uri(name)
    let description = try #require(PluginWorld.installed.describe(uri))
    return try HostedPlugin(
      description, in: .installed, sampleRate: 48_000,
      lengths: PluginBlockLengths(upTo: 64, usual: 64),
      worksInLine: worksInLine)
  }

  @Test func `what a plugin remembers is saved in a folder and comes back`() throws {
    let folder = try WorkFolder()
    let samples = UnsafeMutablePointer<Float>.allocate(capacity: 64)
    defer { samples.deallocate() }
    let first = try host("memory")
    first.connect(0, to: samples)
    first.activate()
    for _ in 0..<7 { first.run(64) }
    #expect(samples[0] == 7)
    let isSaved = PluginWorld.installed.save(
      first.link, of: first.description.uri, numbers: ["level": 0.75], folder: folder.path)
    #expect(isSaved)
    let state = try #require(PluginWorld.installed.state(folder: folder.path))
    #expect(state.numbers == ["level": 0.75])
    let second = try host("memory")
    state.restore(second.link)
    second.connect(0, to: samples)
    second.activate()
    second.run(64)
    #expect(samples[0] == 8)
  }

  @Test func `work waits for its thread, and its answer for the next block`() throws {
    let plugin = try host("worker")
    let samples = UnsafeMutablePointer<Float>.allocate(capacity: 64)
    defer { samples.deallocate() }
    plugin.connect(2, to: samples)
    plugin.activate()
    let buffer = plugin.messages(0)
    let notes = try #require(buffer)
    notes.append(frame: 3, status: 0x90, data1: 50, data2: 100, count: 3)
    plugin.run(64)
    notes.clear()
    plugin.run(64)
    #expect(samples[0] == 0)
    let link = plugin.link
    #expect(link.work())
    #expect(!link.work())
    plugin.run(64)
    plugin.run(64)
    #expect(samples[0] == 100)
  }

  @Test func `requests beyond what fits are refused and counted`() throws {
    let plugin = try host("worker")
    let samples = UnsafeMutablePointer<Float>.allocate(capacity: 64)
    defer { samples.deallocate() }
    plugin.connect(2, to: samples)
    plugin.activate()
    let buffer = plugin.messages(0)
    let notes = try #require(buffer)
    for _ in 0..<500 {
      notes.clear()
      for frame in 0..<64 {
        notes.append(frame: frame, status: 0x90, data1: 50, data2: 100, count: 3)
      }
      plugin.run(64)
    }
    let link = plugin.link
    #expect(link.lostCount > 0)
    #expect(link.work())
  }

  @Test func `a URI that is not installed has no description`() {
    #expect(PluginWorld.installed.describe("urn:strumd:test:nobody") == nil)
    #expect(PluginWorld.installed.describe("nobody") == nil)
  }

  @Test func `presets are listed by their labels`() throws {
    let uri = try TestPlugins.uri("controls")
    #expect(PluginWorld.installed.presets(of: uri).map(\.label) == ["Loud"])
  }
}
