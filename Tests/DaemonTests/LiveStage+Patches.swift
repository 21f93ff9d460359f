/// Patches that several tests play.
extension LiveStage {
  private static let soundNodes = """
      - id: guitar
        kind: capture
      - id: volume
        kind: gain
      - id: speakers
        kind: playback
    """

  /// A sound that comes out as it goes in.
  static let straight = """
    nodes:
      - id: guitar
        kind: capture
      - id: out
        kind: playback
    wires: [guitar -> out]
    """

  /// A sound through a gain.
  static let sound = """
    nodes:
    \(soundNodes)
    wires:
      - guitar -> volume -> speakers
    """

  /// The same, and notes from one port of a peer to another.
  static let soundAndNotes = """
    tempo: 90
    nodes:
    \(soundNodes)
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
}
