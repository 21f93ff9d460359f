import TestSupport
import Testing

/// What nodes are told of the server that they play at.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct LiveJoiningTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  /// With a plugin that shows how long it was told that its blocks are.
  private static let patch = """
    nodes:
      - id: guitar
        kind: capture
      - id: volume
        kind: gain
      - id: level
        kind: lv2
        plugin: urn:strumd:test:meter
      - id: out
        kind: playback
    wires: [guitar -> volume -> level -> out]
    """

  private func start(
    _ arguments: [String] = [], until message: String = "joined the JACK server"
  ) async throws -> (strumd: LiveProcess, port: String) {
    let environment = [
      "LV2_PATH": try PluginBundle(in: stage.scratch).folder,
      "XDG_STATE_HOME": stage.scratch.path,
    ]
    let strumd = try await stage.startStrumd(
      Self.patch, arguments, environment: environment, until: message)
    return (strumd, try await stage.oscPort(of: strumd))
  }

  private func ask(_ port: String, _ arguments: String...) throws -> String {
    try stage.run([LiveStage.programs + "/strumctl", "--osc-port", port] + arguments)
  }

  @Test func `nodes of the first patch know how long the server's cycles are`() async throws {
    try await stage.startServer(rate: 44_100)
    let (strumd, port) = try await start()
    #expect(strumd.output.contains("44100 Hz, 128 frames a cycle"))
    try await eventually("the reading") { try ask(port, "get", "level/usual") == "128\n" }
  }

  @Test(arguments: [44_100, 48_000])
  func `nodes are made anew for a later server; what was set stays, and can be taken back`(
    rate: Int
  ) async throws {
    let (strumd, port) = try await start(["--no-own-server"], until: "OSC on port")
    #expect(try ask(port, "set", "volume/gain", "-7") == "-7\n")
    try await stage.startServer(rate: rate)
    try await eventually("strumd") { strumd.output.contains("\(rate) Hz, 128 frames a cycle") }
    try await eventually("the reading") { try ask(port, "get", "level/usual") == "128\n" }
    #expect(try ask(port, "get", "volume/gain") == "-7\n")
    _ = try ask(port, "set", "/undo", "1")
    #expect(try ask(port, "get", "volume/gain") == "0\n")
  }
}
