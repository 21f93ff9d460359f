import Testing

/// A node that gets another name goes on, and so do its ports at JACK.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct LiveRenamingTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  private func strumctl(_ port: String, _ arguments: String...) throws -> String {
    try stage.run([LiveStage.programs + "/strumctl", "--osc-port", port] + arguments)
  }

  @Test func `wires and notes stay, those made and those pulled out by hand, too`() async throws {
    try await stage.startServer()
    let strumd = try await stage.startStrumd(LiveStage.soundAndNotes)
    let port = try await stage.oscPort(of: strumd)
    let peer = try await stage.startPeer()
    _ = try await stage.startPeer("guest")
    try await eventually("the peer's wires") {
      try stage.connections(of: "strumd:synth") == ["peer:in"]
        && stage.connections(of: "strumd:keys") == ["peer:out"]
    }
    try stage.run(["jack_connect", "strumd:synth", "guest:in"])
    try await peer.hold(60, to: [[1, 60]])
    #expect(try strumctl(port, "send", "/node/rename", "synth", "piano").contains("kept 5"))
    try await eventually("the new name") {
      try stage.connections(of: "strumd:piano").sorted() == ["guest:in", "peer:in"]
    }
    #expect(try !stage.ports().contains("strumd:synth"))
    #expect(peer.sounding == [[1, 60]])

    // Who is pulled out will not say that his keys were let go.
    try stage.run(["jack_disconnect", "peer:out", "strumd:keys"])
    try await eventually("the note's end") { peer.sounding.isEmpty }
    #expect(try strumctl(port, "send", "/node/rename", "keys", "board").contains("kept 5"))
    try await eventually("the other name") { try stage.ports().contains("strumd:board") }
    #expect(try stage.connections(of: "strumd:board").isEmpty)
    try stage.run(["jack_connect", "peer:out", "strumd:board"])
    try await peer.hold(62, to: [[1, 62]])
  }
}
