import Graph
import NoteFile
import TestSupport
import Testing

@testable import Daemon

/// What an engine of another rate takes over.
@Suite(.timeLimit(.minutes(2))) struct ChangeOfRateTests {
  private static let patch = """
    version: 1
    nodes:
      - {id: bass, kind: midi_out}
      - {id: lead, kind: midi_out}
    """

  /// No audio thread runs, so that an output which was taken out is never let go of by the engine before.
  @Test func `the notes of an output that was taken out are nobody's then`() async throws {
    let scratch = try ScratchFolder()
    let ports = JackPorts(
      notes: try NoteFile.open(path: scratch.path("notes"), creates: true), clientName: "strumd")
    let player = try PatchPlayer(
      path: try scratch.write(Self.patch, to: "patch.yaml"), ports: ports, pace: .usual,
      lastGood: LastGood(folder: scratch.path), helperCount: 0, wakeup: Wakeup())
    #expect(ports.slots.keys.sorted() == ["bass", "lead"])
    try player.engine.load(Patch(nodes: [PatchNode(id: "bass", kind: "midi_out")]))
    #expect(ports.slots.keys.sorted() == ["bass", "lead"])
    let other = Pace(sampleRate: 44_100, frameCount: 256)
    try await eventually("the other engine") {
      player.poll(now: MonotonicClock.now)
      return player.prepare(for: other)
    }
    #expect(ports.slots.keys.sorted() == ["bass"])
    player.close()
  }
}
