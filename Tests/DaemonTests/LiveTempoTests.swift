import Foundation
import Testing

/// Musical time that others tell, on a real server: a sequencer's MIDI clock, and JACK's transport.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct LiveTempoTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  /// A band on the clock of a node of `kind`, whose drums and whose own clock a peer hears.
  private static func patch(_ kind: String) -> String {
    """
    tempo: 90
    clock: leader
    nodes:
      - {id: leader, kind: \(kind)}
      - {id: band, kind: accompaniment}
      - {id: ticks, kind: midi_clock}
      - {id: out, kind: midi_out, connect: ["peer:in"]}
      - {id: pulse, kind: midi_out, connect: ["peer:in"]}
    wires:
      - leader -> band
      - band.drums -> out.ch10
      - ticks -> pulse
    """
  }

  private struct Status {
    let isRolling: Bool
    let tempo: Double
    let beatsPerBar: Int
  }

  private func status(_ port: String) throws -> Status {
    let text = try stage.run(
      [LiveStage.programs + "/strumctl", "--osc-port", port, "status", "--json"])
    let facts = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return Status(
      isRolling: facts?["rolling"] as? Bool ?? false, tempo: facts?["tempo"] as? Double ?? 0,
      beatsPerBar: facts?["beats_per_bar"] as? Int ?? 0)
  }

  /// Starts a server, a peer, and strumd with a leader of `kind`.
  private func start(_ kind: String) async throws -> (peer: LivePeer, port: String) {
    try await stage.startServer()
    let peer = try await stage.startPeer()
    let strumd = try await stage.startStrumd(Self.patch(kind))
    let port = try await stage.oscPort(of: strumd)
    try await eventually("the peer's wires") {
      try Set(stage.connections(of: "peer:in")) == ["strumd:out", "strumd:pulse"]
    }
    return (peer, port)
  }

  private func isDrumming(_ peer: LivePeer) -> Bool { peer.messages.contains { $0.first == 0x99 } }

  @Test func `a sequencer's clock is followed, its start cues the band, and its stop ends time`()
    async throws
  {
    let (peer, port) = try await start("midi_clock_in, connect: [\"peer:out\"]")
    try await eventually("the sequencer's wire") {
      try stage.connections(of: "peer:out") == ["strumd:leader"]
    }
    peer.clock(tempo: 97)
    try await eventually("the sequencer's tempo") {
      let status = try status(port)
      return status.isRolling && abs(status.tempo - 97) < 1
    }
    #expect(!isDrumming(peer))
    // A bar lasts 2.5 s, and a start in it begins another.
    try await peer.urge("the band", 0xFA, every: 10) { isDrumming(peer) }
    peer.clock(tempo: 131)
    try await eventually("the new tempo") { try abs(status(port).tempo - 131) < 1 }
    try await peer.urge("the stop", 0xFC) { try !status(port).isRolling }
    // And whoever follows us was told time, too.
    #expect(peer.messages.contains([0xF8]))
  }

  @Test func `JACK's transport is followed wherever it is put, and cues the band`() async throws {
    let (peer, port) = try await start("jack_transport")
    #expect(try !status(port).isRolling)
    peer.lead(tempo: 111, beatsPerBar: 3)
    peer.transport("roll")
    try await eventually("the transport") {
      let status = try status(port)
      return status.isRolling && abs(status.tempo - 111) < 0.1 && status.beatsPerBar == 3
    }
    try await eventually("the band") { isDrumming(peer) }
    peer.transport("locate 4800000")
    let count = peer.notes.count
    try await eventually("more of the band") { peer.notes.count > count + 8 }
    #expect(try status(port).isRolling)
    peer.transport("halt")
    try await eventually("the stop") { try !status(port).isRolling }
  }
}
