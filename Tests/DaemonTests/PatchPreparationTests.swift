import Foundation
import TestSupport
import Testing

/// Patches that take long to be made ready, while strumd goes on.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct PatchPreparationTests {
  private let stage: LiveStage
  private let manager: ServiceManager

  init() async throws {
    stage = try await LiveStage()
    manager = try ServiceManager(stage.scratch.path("notify"))
  }

  private static let patch = LiveStage.sound

  /// With two plugins that take a second each to be made.
  private static let slow = """
    nodes:
      - id: guitar
        kind: capture
      - id: volume
        kind: gain
      - id: sleeper
        kind: lv2
        plugin: urn:strumd:test:slow
      - id: dreamer
        kind: lv2
        plugin: urn:strumd:test:slow
      - id: speakers
        kind: playback
    wires:
      - guitar -> sleeper -> dreamer -> volume -> speakers
    """

  private func start(
    _ patch: String = Self.patch
  ) async throws -> (strumd: LiveProcess, port: String) {
    let environment = [
      "LV2_PATH": try PluginBundle(in: stage.scratch).folder,
      "XDG_STATE_HOME": stage.scratch.path,
      "NOTIFY_SOCKET": stage.scratch.path("notify"), "WATCHDOG_USEC": "600000",
    ]
    let strumd = try await stage.startStrumd(
      patch, ["--no-own-server"], environment: environment, until: "OSC on port")
    let digits = strumd.output.split(separator: "OSC on port ").last?.prefix { $0.isNumber }
    try "version: 1\n\(Self.slow)\n".write(
      toFile: stage.scratch.path("slow.yaml"), atomically: true, encoding: .utf8)
    return (strumd, try #require(digits.map(String.init)))
  }

  private func strumctl(_ port: String, _ arguments: String...) throws -> LiveProcess {
    try stage.start([LiveStage.programs + "/strumctl", "--osc-port", port] + arguments)
  }

  /// What a client is told.
  private func ask(_ port: String, _ arguments: String...) throws -> String {
    try stage.run([LiveStage.programs + "/strumctl", "--osc-port", port] + arguments)
  }

  @Test func `gets, sets and the watchdog are served while a patch is made ready`() async throws {
    let (_, port) = try await start()
    let load = try strumctl(port, "load", stage.scratch.path("slow.yaml"))
    var answers = 0
    var progress = ""
    while load.isRunning {
      let gain = "-\(answers % 9 + 1)\n"
      #expect(try ask(port, "set", "/node/volume/gain", "-\(answers % 9 + 1)") == gain)
      #expect(try ask(port, "get", "/patch/load").hasSuffix("/patch.yaml\n") || !load.isRunning)
      answers += 1
      manager.receive()
      let told = try ask(port, "get", "/patch/progress")
      if told.contains("'dreamer' (lv2)") { progress = told }
    }
    #expect(load.output.contains("slow.yaml: kept 3, changed 0, added 2, removed 0"))
    #expect(answers > 3)
    #expect(progress.contains("slow.yaml"))
    #expect(manager.count("WATCHDOG=1") >= 6)
  }

  @Test func `they are served while nodes are made for another rate, too`() async throws {
    let (strumd, port) = try await start(Self.slow)
    try await stage.startServer(rate: 44_100)
    let joined = "joined the JACK server"
    try await eventually("the server") {
      manager.receive()
      return manager.has("STATUS=getting ready for JACK at 44100 Hz")
    }
    let meals = manager.count("WATCHDOG=1")
    var answers = 0
    while !strumd.output.contains(joined), strumd.isRunning {
      let gain = "-\(answers % 9 + 1)\n"
      #expect(try ask(port, "set", "/node/volume/gain", "-\(answers % 9 + 1)") == gain)
      answers += 1
      manager.receive()
    }
    #expect(answers > 3)
    #expect(manager.count("WATCHDOG=1") >= meals + 3)
    #expect(strumd.output.components(separatedBy: joined).count == 2)
    #expect(try ask(port, "get", "/node/volume/gain") == "-\((answers - 1) % 9 + 1)\n")
    #expect(try ask(port, "status").contains("44100"))
  }

  @Test func `what is asked for meanwhile is done after it, in order`() async throws {
    let (strumd, port) = try await start()
    let load = try strumctl(port, "load", stage.scratch.path("slow.yaml"))
    try await eventually("the beginning") {
      try ask(port, "get", "/patch/progress").contains("'sleeper'")
    }
    let script = """
      from pythonosc.udp_client import SimpleUDPClient
      client = SimpleUDPClient("127.0.0.1", \(port))
      client.send_message("/node/add", ["dark", "lowpass"])
      client.send_message("/node/remove", ["dreamer"])
      client.send_message("/undo", [])
      """
    try stage.run([Checkout.python, "-c", script])
    #expect(load.isRunning)
    #expect(try ask(port, "get", "dark/frequency").contains("no such address"))
    try await eventually("the edits") {
      strumd.output.contains("kept 5, changed 0, added 0, removed 1")
    }
    #expect(strumd.output.contains("kept 5, changed 0, added 1, removed 0"))
    try await eventually("the plugin that was taken out") {
      try ask(port, "get", "/patch/dump").contains("(dreamer ")
    }
    #expect(try !ask(port, "get", "dark/frequency").contains("no such address"))
  }
}
