import Foundation
import Graph
import Sound
import TestSupport
import Testing

@testable import Daemon

@Suite struct OfflineRenditionTests {
  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func patch(_ text: String) throws -> String {
    try ("version: 1\n" + text).write(
      toFile: scratch.path("p.yaml"), atomically: true, encoding: .utf8)
    return scratch.path("p.yaml")
  }

  private func read(_ name: String) throws -> [[Float]] {
    try AudioFile.read(scratch.path(name), rate: nil).channels
  }

  @Test func `a file's channels go to the capture nodes in order`() throws {
    let path = try patch(
      """
      nodes:
        - {id: one, kind: capture}
        - {id: two, kind: capture}
        - {id: out, kind: playback}
      wires:
        - one -> out.right
        - two -> out.left
      """)
    let input = try scratch.wave("in.wav", [[0.5, 0.5, 0.5], [-0.25, -0.25, -0.25]])
    let status = RenderCommand.run(
      [
        input, "--patch", path, "--wav", scratch.path("out.wav"), "--wet", "--tail", "0", "--quiet",
      ])
    #expect(status == 0)
    #expect(try read("out.wav") == [[-0.25, -0.25, -0.25], [0.5, 0.5, 0.5]])
  }

  @Test func `a patch that a browser plays into hears the recording instead`() throws {
    let path = try patch(
      """
      nodes:
        - {id: phone, kind: web_capture, limit: 4}
        - {id: out, kind: playback}
      wires:
        - phone -> out.left
      """)
    let input = try scratch.wave("in.wav", [[0.5, -0.25, 0.5]])
    let status = RenderCommand.run(
      [
        input, "--patch", path, "--wav", scratch.path("out.wav"), "--wet", "--tail", "0", "--quiet",
      ])
    #expect(status == 0)
    #expect(try read("out.wav") == [[0.5, -0.25, 0.5], [0, 0, 0]])
  }

  @Test func `a single capture node hears the mix, and the recording joins the band`() throws {
    let path = try patch(
      """
      nodes:
        - {id: one, kind: capture}
        - {id: out, kind: playback}
      wires:
        - one -> out.in
      """)
    let input = try scratch.wave("in.wav", [[0.5, 0.25], [0, 0.25]])
    let arguments = [
      input, "--patch", path, "--wav", scratch.path("out.wav"), "--tail", "0", "--quiet",
    ]
    #expect(RenderCommand.run(arguments) == 0)
    #expect(try read("out.wav") == [[0.75, 0.5], [0.25, 0.5]])
  }

  @Test func `the tail lengthens the sound but not the annotations`() throws {
    let path = try patch(
      """
      nodes:
        - {id: one, kind: capture}
        - {id: ear, kind: chord}
      wires:
        - one -> ear
      """)
    let input = try scratch.wave("in.wav", [[Float](repeating: 0, count: 4800)])
    let arguments = [
      input, "--patch", path, "--wav", scratch.path("out.wav"), "--chords", scratch.path("c.lab"),
      "--tail", "0.2", "--quiet",
    ]
    #expect(RenderCommand.run(arguments) == 0)
    #expect(try read("out.wav")[0].count == 4800 + 9600)
    #expect(try scratch.text("c.lab") == "0.000 0.100 N\n")
  }

  @Test func `a run that fails says so and leaves no file`() throws {
    let path = try patch("nodes:\n  - {id: one, kind: capture}\n")
    let input = try scratch.wave("in.wav", [[0, 0, 0]])
    let before = try scratch.names
    let nowhere = scratch.path("no/such/folder/x.lab")
    let outputs = ["--wav", scratch.path("out.wav"), "--midi", scratch.path("out.mid")]
    #expect(
      RenderCommand.run([input, "--patch", path, "--chords", nowhere, "--quiet"] + outputs) == 1)
    #expect(RenderCommand.run([scratch.path("none.wav"), "--patch", path] + outputs) == 1)
    #expect(RenderCommand.run([input, "--patch", scratch.path("none.yaml")] + outputs) == 1)
    #expect(try scratch.names == before)
  }

  @Test func `notes that still sound are ended with the run`() throws {
    let score = try render(Held.patch, [Float](repeating: 0, count: 1000), kinds: Held.kinds)
    #expect(score.notes.map(\.key) == [60])
    #expect(score.notes.map(\.end) == [1000 / 48_000.0])
  }

  @Test func `an event is delivered at the same frame whatever the block`() throws {
    let fine = try render(Held.patch, [Float](repeating: 0, count: 3000), kinds: Held.kinds, 64)
    let coarse = try render(Held.patch, [Float](repeating: 0, count: 3000), kinds: Held.kinds, 1024)
    #expect(fine.liveChords.text == coarse.liveChords.text)
    #expect(fine.liveChords.text == "0.000 0.021 N\n0.021 0.063 D:maj\n")
    #expect(fine.chords.text == "0.000 0.015 N\n0.015 0.063 D:maj\n")
  }

  @Test func `a run tells strokes with the moment they were told, and the pitch of a voice`() throws
  {
    let path = try patch(
      """
      nodes:
        - {id: one, kind: capture}
        - {id: strokes, kind: onset}
        - {id: tuner, kind: tuner}
      wires:
        - one -> strokes
        - one -> tuner
      """)
    let rest = [Float](repeating: 0, count: 24_000)
    let input = try scratch.wave("in.wav", [rest + sine(220, seconds: 1)])
    let arguments = [input, "--patch", path, "--json", scratch.path("j"), "--tail", "0", "--quiet"]
    #expect(RenderCommand.run(arguments) == 0)
    let object = try JSONSerialization.jsonObject(with: Data(scratch.bytes("j")))
    let json = try #require(object as? [String: Any])
    let stroke = try #require((json["onsetsLive"] as? [[String: Double]])?.first)
    let (time, told) = (stroke["time"] ?? 0, stroke["told"] ?? 0)
    #expect(abs(time - 0.5) < 0.02 && (0...0.05).contains(told - time))
    let pitches = try #require(json["pitch"] as? [[String: Double]])
    let steady = pitches.filter { (0.8...1.2).contains($0["time"] ?? 0) }
    #expect(steady.count > 10)
    #expect(steady.allSatisfy { abs(($0["frequency"] ?? 0) - 220) < 0.1 })
  }

  private func render(
    _ patch: Patch, _ samples: [Float], kinds: NodeKinds, _ block: Int = 256
  ) throws -> Score {
    let input = try RenderInput(scratch.wave("in.wav", [samples]))
    var rendition = try Rendition(
      input, patch: patch, kinds: kinds, block: block,
      environment: Environment(isOffline: true), isWet: false)
    while rendition.frame < input.frameCount { _ = try rendition.step(until: input.frameCount) }
    rendition.finish()
    return Score(
      rendition.performance, sampleRate: input.sampleRate, duration: input.duration, clock: nil)
  }
}

/// Starts a note at frame 100 and forgets it; at frame 1000 tells of a D that began at 700.
private struct Held: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "held", family: "test", doc: "Holds a note.",
    outputs: [.event(.chord, "A chord.")], externals: [ExternalPortDeclaration(.output, .midi)])
  static let kinds = NodeKinds([NodeKind(Held.self)])
  static let patch = Patch(nodes: [PatchNode(id: "held", kind: "held")])

  init(_ context: NodeContext) throws(NodeError) {}

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    let start = Int(cycle.frame)
    let note = 100 - start
    if note >= 0, note < cycle.frameCount {
      cycle.send(
        MIDIEvent(noteOn: 60, velocity: 90, channel: 1, offset: Int32(note)), toExternal: 0)
    }
    let chord = 1000 - start
    guard chord >= 0, chord < cycle.frameCount else { return }
    var event = Event(.chord, time: 700, offset: Int32(chord))
    event.values[0] = 2
    event.values[2] = 2
    cycle.eventOutput(0).append(event)
    event.values[4] = 1
    cycle.eventOutput(0).append(event)
  }
}
