import Graph

/// A node that declares much and does nothing.
protocol IdleNode: Node {
  init()
}

extension IdleNode {
  init(_ context: NodeContext) throws(NodeError) { self.init() }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {}
}

/// Kinds with every form of port, parameter and setting.
let testKinds = NodeKinds([
  NodeKind(Capture.self), NodeKind(Highpass.self), NodeKind(Gain.self), NodeKind(Listener.self),
  NodeKind(Player.self), NodeKind(Companion.self), NodeKind(Synthesizer.self),
  NodeKind(Speakers.self), NodeKind(MIDIOut.self),
])

private struct Capture: IdleNode {
  static let declaration = NodeDeclaration(
    kind: "capture", family: "test", doc: "Sound from outside.",
    outputs: [.audio("out", "The sound.")], settings: [.connect])
}

private struct Highpass: IdleNode {
  static let declaration = NodeDeclaration(
    kind: "highpass", family: "test", doc: "Takes the lows away.",
    inputs: [.audio("in", "The sound.")], outputs: [.audio("out", "The rest.")],
    parameters: [
      .number(
        "frequency", 20...20_000, default: 80, unit: "Hz", scale: .logarithmic, "The corner."),
      .number("q", 0.1...20, default: 0.7, "The resonance."),
      .integer("poles", 1...8, default: 2, "The steepness."),
    ])
}

private struct Gain: IdleNode {
  static let declaration = NodeDeclaration(
    kind: "gain", family: "test", doc: "Louder or softer.", inputs: [.audio("in", "The sound.")],
    outputs: [.audio("out", "The sound, scaled.")],
    parameters: [
      .number("level", -90...24, default: 0, unit: "dB", "How much."),
      .number("time", 0...2, default: 0, unit: "s", "How slowly."),
      .toggle("mute", default: false, "Whether it is silent."),
    ])
}

private struct Listener: IdleNode {
  static let declaration = NodeDeclaration(
    kind: "chord", family: "test", doc: "Hears chords and beats.",
    inputs: [.audio("in", "The player.")],
    outputs: [.event(.chord, "Chords."), .event(.beat, "Beats.")],
    parameters: [.choice("speed", ["slow", "fast"], default: 0, "How eager.")])
}

private struct Player: IdleNode {
  static let declaration = NodeDeclaration(
    kind: "player", family: "test", doc: "Plays a file.",
    outputs: [.audio("out", "The sound.")],
    settings: [.file("file", isRequired: true, "The sound file to play.")])
}

private struct Companion: IdleNode {
  static let declaration = NodeDeclaration(
    kind: "accompaniment", family: "test", doc: "Plays along.",
    inputs: [.event(.chord, "What to play."), .event(.beat, "When.")],
    outputs: [.midi("bass", "The bass."), .midi("drums", "The drums.")],
    settings: [.choice("style", ["rock", "bossa", "swing"], default: "rock", "How to play.")])
}

private struct Synthesizer: IdleNode {
  static let declaration = NodeDeclaration(
    kind: "synth", family: "test", doc: "Makes MIDI heard.", inputs: [.midi("in", "Notes.")],
    outputs: [.audio("left", "Left."), .audio("right", "Right.")])
}

private struct Speakers: IdleNode {
  static let declaration = NodeDeclaration(
    kind: "playback", family: "test", doc: "Sound to the outside.",
    inputs: [.audio("in", "Both."), .audio("left", "Left."), .audio("right", "Right.")],
    settings: [.connect], externals: [ExternalPortDeclaration(.output, .audio)])
}

private struct MIDIOut: IdleNode {
  static let declaration = NodeDeclaration(
    kind: "midi_out", family: "test", doc: "MIDI to the outside.",
    inputs: [.midi("in", "Any channel."), .midi("ch1", "Channel 1.")], settings: [.connect])
}
