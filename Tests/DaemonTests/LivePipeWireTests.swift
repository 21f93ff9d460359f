import Foundation
import TestSupport
import Testing

/// strumd as a client of PipeWire, which stands in for JACK on most desktops.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct LivePipeWireTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  /// What PipeWire and its programs need to find each other, and nobody else's.
  private var environment: [String: String] {
    ["XDG_RUNTIME_DIR": stage.scratch.path, "JACK_DEFAULT_SERVER": "default"]
  }

  private func startPipeWire() async throws -> LiveProcess {
    let server = try stage.start(["pipewire"], environment: environment)
    try await eventually("PipeWire") {
      guard server.isRunning else { throw Overdue(description: server.output) }
      let nodes = try stage.start(["pw-cli", "ls", "Node"], environment: environment)
      return try nodes.end(seconds: 60).contains("Dummy-Driver")
    }
    return server
  }

  private func startStrumd(
    until message: String = "joined the JACK server"
  ) async throws -> LiveProcess {
    try await stage.startStrumd(
      "nodes: [{id: guitar, kind: capture}, {id: level, kind: meter}]\nwires: [guitar -> level]",
      environment: environment, through: ["pw-jack"], until: message)
  }

  @Test func `where no PipeWire runs, it says what to do, and joins one that comes`() async throws {
    let strumd = try await startStrumd(until: "systemctl --user start pipewire")
    #expect(!strumd.output.contains("jackd -n"))
    _ = try await startPipeWire()
    try await eventually("the server") { strumd.output.contains("joined the JACK server") }
    #expect(strumd.output.components(separatedBy: "no PipeWire runs").count == 2)
  }

  @Test func `it comes back to a PipeWire that was killed`() async throws {
    let server = try await startPipeWire()
    let strumd = try await startStrumd()
    server.send(SIGKILL)
    try await eventually("the loss") { strumd.output.contains("the JACK server is gone") }
    _ = try await startPipeWire()
    try await eventually("the way back") {
      strumd.output.components(separatedBy: "joined the JACK server").count == 3
    }
  }

  @Test func `it goes over to another sample rate with PipeWire`() async throws {
    _ = try await startPipeWire()
    let strumd = try await startStrumd()
    #expect(strumd.output.contains("playing at 48000 Hz"))
    let order = ["pw-metadata", "-n", "settings", "0", "clock.force-rate", "44100"]
    try stage.start(order, environment: environment).end(seconds: 60)
    try await eventually("the other rate") { strumd.output.contains("playing at 44100 Hz") }
  }
}
