/// Patches that several tests play.
extension LiveStage {
  /// A sound through a gain, and notes from one port of a peer to another.
  static let soundAndNotes = """
    tempo: 90
    nodes:
      - id: guitar
        kind: capture
      - id: volume
        kind: gain
      - id: speakers
        kind: playback
      - id: keys
        kind: midi_in
        connect: ["peer:out"]
      - id: synth
        kind: midi_out
        connect: ["peer:in"]
    wires:
      - guitar -> volume -> speakers
      - keys -> synth
    """

  /// A sound through a gain.
  static let sound = """
    nodes:
      - id: guitar
        kind: capture
      - id: volume
        kind: gain
      - id: speakers
        kind: playback
    wires:
      - guitar -> volume -> speakers
    """
}
