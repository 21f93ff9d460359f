import Foundation
import Testing

/// Notes that are held at a MIDI input when whoever holds them is gone.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct LiveCutInputTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  private func startListener() async throws -> LivePeer {
    try await stage.startServer()
    let listener = try await stage.startPeer()
    _ = try await stage.startStrumd(LiveStage.soundAndNotes)
    try await eventually("the wires") {
      try stage.connections(of: "strumd:synth") == ["peer:in"]
        && stage.connections(of: "strumd:keys") == ["peer:out"]
    }
    return listener
  }

  @Test func `they end when the cable is pulled, and the input hears on`() async throws {
    let peer = try await startListener()
    try await peer.hold(60, to: [[1, 60]])
    peer.disconnect("peer:out", "strumd:keys")
    try await eventually("the note's end") { peer.sounding.isEmpty }
    peer.connect("peer:out", "strumd:keys")
    try await peer.hold(62, to: [[1, 62]])
    try await Task.sleep(for: .milliseconds(300))
    #expect(peer.sounding == [[1, 62]])
  }

  @Test func `they end when their player's program dies`() async throws {
    let listener = try await startListener()
    let player = try await stage.startPeer("player")
    player.connect("player:out", "strumd:keys")
    try await listener.urge("the note", 0x91, 50, 100) { listener.sounding == [[1, 50]] }
    listener.send(0x81, 50, 0)
    try await eventually("its end") { listener.sounding.isEmpty }
    try await eventually("the player's note") {
      player.send(0x92, 64, 100)
      player.send(0xB2, 64, 127)
      return listener.sounding == [[2, 64]] && listener.messages.contains([0xB2, 64, 127])
    }
    player.kill()
    try await eventually("the note's end") {
      listener.sounding.isEmpty && listener.messages.contains([0xB2, 64, 0])
    }
  }
}
