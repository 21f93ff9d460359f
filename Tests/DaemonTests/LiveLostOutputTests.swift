import Foundation
import Testing

/// Ends of notes that sounded by an output which the patch has no more when their listeners are back.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct LiveLostOutputTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  private static let without = """
    nodes:
      - {id: keys, kind: midi_in, connect: ["peer:out"]}
    """

  private static let patch = """
    \(without)
      - {id: synth, kind: midi_out, connect: ["peer[0-9]*:in"]}
    wires:
      - keys -> synth
    """

  /// Starts server, strumd and a peer, and lets a note sound at the peer.
  private func startSounding() async throws -> (strumd: LiveProcess, peer: LivePeer) {
    try await stage.startServer()
    let strumd = try await stage.startStrumd(Self.patch, ["--no-own-server"])
    let peer = try await stage.startPeer()
    try await eventually("the peer's wires") {
      try stage.connections(of: "strumd:synth") == ["peer:in"]
        && stage.connections(of: "strumd:keys") == ["peer:out"]
    }
    try await peer.hold(60, to: [[1, 60]])
    return (strumd, peer)
  }

  @Test func `the notes of an output that goes while there is no server are ended at the next`()
    async throws
  {
    let (strumd, lost) = try await startSounding()
    try await stage.killServer()
    lost.stop()
    try await eventually("the loss") { strumd.output.contains("server is gone") }
    try stage.write(Self.without)
    try await eventually("the reload") { strumd.output.contains("removed 1") }
    try await stage.startServer()
    try await eventually("strumd") {
      strumd.output.components(separatedBy: "joined the JACK server").count == 3
    }
    try await eventually("the output's end") { try !stage.ports().contains("strumd:synth") }
    let peer = try await stage.startPeer("peer2")
    try await eventually("the note's end") { peer.messages.contains([0x81, 60, 64]) }
    try await eventually("the end of what ends it") { try !stage.ports().contains("_ends") }
  }

  @Test func `a strumd that starts anew without the output ends the notes of one that was killed`()
    async throws
  {
    let (strumd, peer) = try await startSounding()
    strumd.send(SIGKILL)
    _ = try await strumd.status()
    let next = try await stage.startStrumd(Self.without, ["--no-own-server"])
    try await eventually("the note's end") { peer.sounding.isEmpty }
    #expect(next.isRunning)
  }
}
