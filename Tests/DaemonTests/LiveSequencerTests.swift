import Foundation
import TestSupport
import Testing

/// A patch that hears the ALSA sequencer, with one and without.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct LiveSequencerTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  private static let hasSequencer = FileManager.default.fileExists(atPath: "/dev/snd/seq")

  private static let patch = """
    nodes:
      - id: keys
        kind: midi_in
        connect: ["peer:out"]
        alsa: ["strumd-test"]
      - id: synth
        kind: midi_out
        connect: ["peer:in"]
    wires:
      - keys -> synth
    """

  private func status(_ port: String) throws -> String {
    try stage.run([LiveStage.programs + "/strumctl", "--osc-port", port, "status"])
  }

  @Test(.enabled(if: !hasSequencer, "there is a sequencer here"))
  func `without a sequencer it is said once, and JACK's MIDI is played`() async throws {
    try await stage.startServer()
    let peer = try await stage.startPeer()
    let strumd = try await stage.startStrumd(Self.patch)
    try await eventually("a word on the sequencer") {
      strumd.output.contains("no ALSA sequencer (/dev/snd/seq: no such file or directory)")
    }
    try await eventually("the peer's wires") {
      try stage.connections(of: "strumd:synth") == ["peer:in"]
    }
    try await peer.hold(60, to: [[1, 60]])
    let port = try await stage.oscPort(of: strumd)
    #expect(try status(port).contains("modprobe snd-seq"))
    // Looked for again meanwhile, and not complained about again.
    try await Task.sleep(for: .seconds(5))
    #expect(strumd.output.components(separatedBy: "no ALSA sequencer").count == 2)
    #expect(!strumd.output.contains("ALSA lib"))
    strumd.send(SIGTERM)
    #expect(try await strumd.status() == 0)
  }

  @Test(.enabled(if: hasSequencer, "needs /dev/snd/seq"))
  func `a sequencer's port is heard when it comes, and again when it comes back`() async throws {
    try await stage.startServer()
    let peer = try await stage.startPeer()
    let strumd = try await stage.startStrumd(Self.patch)
    try await eventually("the peer's wires") {
      try stage.connections(of: "strumd:synth") == ["peer:in"]
    }
    let player = Checkout.path("Tests/DaemonTests/alsa_peer.py")
    for round in 1...2 {
      let device = try stage.start([Checkout.python, player])
      try await eventually("the wire, \(round)") {
        strumd.output.components(separatedBy: "connected strumd-test").count == round + 1
      }
      device.write("note 60")
      try await eventually("the note") { peer.sounding == [[0, 60]] }
      device.stop()
      try await eventually("the note's end") { peer.sounding.isEmpty }
    }
  }
}
