import Foundation
import TestSupport
import Testing

/// Plugins that crash, hang or remember, in a strumd that plays.
@Suite(.serialized)
struct LivePluginTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  private func patch(_ plugin: String, _ more: String = "") -> String {
    """
    nodes:
      - id: guitar
        kind: capture
      - id: fuzz
        kind: lv2
        plugin: urn:strumd:test:\(plugin)
        \(more)
      - id: out
        kind: playback
    wires: [guitar -> fuzz -> out]
    """
  }

  private func environment() throws -> [String: String] {
    [
      "LV2_PATH": try PluginBundle(in: stage.scratch).folder,
      "XDG_STATE_HOME": stage.scratch.path,
    ]
  }

  @Test func `a plugin that would crash when it is made leaves the daemon alone`() async throws {
    try await stage.startServer()
    let strumd = try await stage.startStrumd(patch("crash"), environment: environment())
    #expect(
      strumd.output.contains(
        "node 'fuzz': 'urn:strumd:test:crash' crashed with a segmentation fault when it was tried"))
    #expect(strumd.isRunning)
  }

  @Test func `a plugin that ended the last run is left out of the next`() async throws {
    try await stage.startServer()
    let environment = try environment()
    try stage.write(patch("harm", "break: 1"))
    let arguments = [
      LiveStage.programs + "/strumd", "run", "--patch", stage.patch, "--osc-port", "0",
    ]
    let first = try stage.start(arguments, environment: environment)
    #expect(try await first.status() == 128 + SIGSEGV)
    let second = try await stage.startStrumd(patch("harm", "break: 1"), environment: environment)
    #expect(
      second.output.contains(
        "the plugin 'urn:strumd:test:harm' ended strumd with a segmentation fault"))
    #expect(second.output.contains("what arrives goes past it"))
    #expect(second.isRunning)
  }

  @Test func `a process that is killed leaves its plugins without blame`() async throws {
    try await stage.startServer()
    let environment = try environment()
    let first = try await stage.startStrumd(patch("delay"), environment: environment)
    first.send(SIGKILL)
    _ = try await first.status()
    let second = try await stage.startStrumd(patch("delay"), environment: environment)
    #expect(!second.output.contains("is left out"))
  }

  @Test func `a description that hangs its reader keeps no other plugin away`() async throws {
    try await stage.startServer()
    let environment = try environment()
    let bundle = try PluginBundle(in: stage.scratch).folder + "/broken.lv2"
    try FileManager.default.createDirectory(atPath: bundle, withIntermediateDirectories: true)
    // Whoever opens it waits for a writer.
    mkfifo(bundle + "/manifest.ttl", 0o600)
    let strumd = try await stage.startStrumd(patch("delay"), environment: environment)
    #expect(!strumd.output.contains("what arrives goes past it"))
    try stage.write(patch("nobody"))
    try await eventually("the patch") {
      strumd.output.contains("no plugin 'urn:strumd:test:nobody' is installed")
    }
    #expect(strumd.isRunning)
  }

  @Test func `what a plugin writes is told, and it knows how long cycles are`() async throws {
    try await stage.startServer()
    let strumd = try await stage.startStrumd(patch("delay"), environment: environment())
    try stage.write(patch("meter"))
    try await eventually("the plugin") { strumd.output.contains("changed 1") }
    let port = try await stage.oscPort(of: strumd)
    func ask(_ arguments: String...) throws -> String {
      try stage.run([LiveStage.programs + "/strumctl", "--osc-port", port] + arguments)
    }
    try await eventually("the reading") { try ask("get", "/node/fuzz/usual") == "128\n" }
    #expect(try ask("set", "/node/fuzz/peak", "1").contains("can only be read"))
    let top = try stage.start(
      [LiveStage.programs + "/strumctl", "--osc-port", port, "top", "--json"])
    try await eventually("its line") { top.output.contains("\"/node/fuzz/usual\"") }
  }

  private var state: String { stage.scratch.path("kept/state.ttl") }

  /// With a plugin that counts its blocks, and remembers the count.
  private var counting: String {
    patch("memory", "state: kept").replacing("guitar -> fuzz -> out", with: "fuzz -> out")
  }

  /// Takes the plugin out, and returns how many blocks it remembers.
  private func takeOut() async throws -> Int {
    try? FileManager.default.removeItem(atPath: state)
    try stage.write(LiveStage.straight)
    try await eventually("the state") { FileManager.default.fileExists(atPath: state) }
    let text = try String(contentsOfFile: state, encoding: .utf8)
    let count = text.split(separator: "<urn:strumd:test:memory>").dropFirst().compactMap {
      Int($0.drop { !$0.isNumber }.prefix { $0.isNumber })
    }
    return try #require(count.last)
  }

  /// How many cycles strumd has run since it joined the server.
  private func cycles(_ port: String) throws -> Int {
    let status = try stage.run(
      [LiveStage.programs + "/strumctl", "--osc-port", port, "status"])
    let words = status.split { $0 == " " || $0 == "\n" }
    return words.firstIndex(of: "cycles").flatMap { Int(words[$0 + 1]) } ?? 0
  }

  @Test func `what a plugin remembers goes along to a server at another rate`() async throws {
    try await stage.startServer()
    let strumd = try await stage.startStrumd(
      counting, ["--no-own-server"], environment: environment())
    let port = try await stage.oscPort(of: strumd)
    try await eventually("some cycles") { try cycles(port) > 1000 }
    try await stage.killServer()
    try await stage.startServer(rate: 44_100)
    try await eventually("strumd") { strumd.output.contains("at 44100 Hz") }
    let count = try await takeOut()
    // The plugin runs once a cycle, and the cycles are counted from the new server on.
    #expect(try count > cycles(port) + 500)
  }

  @Test func `what a plugin remembers comes back when it does`() async throws {
    try await stage.startServer()
    let with = counting
    let strumd = try await stage.startStrumd(with, environment: environment())
    let first = try await takeOut()
    let kept = try String(contentsOfFile: state, encoding: .utf8)
    try stage.write(with)
    try await eventually("the plugin") { strumd.output.contains("added 1") }
    let port = try await stage.oscPort(of: strumd)
    let start = try cycles(port)
    try await eventually("some cycles") { try cycles(port) > start + 50 }
    #expect(try String(contentsOfFile: state, encoding: .utf8) == kept)
    #expect(try await takeOut() > first)
  }

  @Test func `a description is remembered until its bundle changes`() async throws {
    let environment = try environment()
    let take = stage.scratch.path("take.wav")
    try stage.run([
      "python3", "-c",
      "import wave; w = wave.open('\(take)', 'wb'); w.setnchannels(1); w.setsampwidth(2);"
        + " w.setframerate(48000); w.writeframes(bytes(9600))",
    ])
    try stage.write(patch("delay"))
    func render() async throws {
      let render = try stage.start(
        [LiveStage.programs + "/strumd", "render", take, "--patch", stage.patch],
        environment: environment)
      #expect(try await render.status() == 0)
    }
    try await render()
    let folder = stage.scratch.path + "/state/plugins-described"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    let file = folder + "/" + (try #require(files.first))
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.contains("\nplugin\turn:strumd:test:delay\t"))
    try text.replacing("Test delay", with: "Kept delay").write(
      toFile: file, atomically: true, encoding: .utf8)
    try await render()
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("Kept delay"))
    let manifest = try PluginBundle(in: stage.scratch).folder + "/strumd-test.lv2/manifest.ttl"
    try FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: manifest)
    try await render()
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("Test delay"))
  }
}
