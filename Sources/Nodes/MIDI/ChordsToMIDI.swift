package import Graph

/// Plays chords as held notes, moving only the notes that change.
package struct ChordsToMIDI: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "chords_to_midi", family: "midi",
    doc: "Plays chords as held notes in close voicing, moving only the notes that change.",
    inputs: [.event(.chord, "The chords to hold.")],
    outputs: [.midi("out", "The notes.")],
    parameters: [
      .integer(
        "octave", 0...8, default: 4, "Where the notes lie: 4 is from middle C to the B above."),
      .toggle("bass", default: true, "Whether the bass note is held too, an octave below."),
      .integer("velocity", 1...127, default: 80, "How loud the notes are."),
      .integer("channel", 1...16, default: 1, "The channel of the notes."),
      .toggle(
        "settled", default: true,
        "Whether to wait until the ear is sure of a chord, rather than take its first guess."),
    ])

  private let octave: ParameterReader
  private let bass: ParameterReader
  private let velocity: ParameterReader
  private let channel: ParameterReader
  private let settled: ParameterReader
  private let voicing: CloseVoicing
  private var chord = CloseVoicing.silence

  /// What sounds, on the channel ``sounding``.
  private var keys = KeySet()
  private var sounding: UInt8 = 0

  package init(_ context: NodeContext) throws(NodeError) {
    octave = context.reader("octave")
    bass = context.reader("bass")
    velocity = context.reader("velocity")
    channel = context.reader("channel")
    settled = context.reader("settled")
    voicing = CloseVoicing()
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    if cycle.signals.contains(.panic) || cycle.signals.contains(.stop) {
      chord = CloseVoicing.silence
    }
    move(cycle, at: 0)
    let lane = cycle.eventInput(0)
    for index in 0..<lane.count {
      let event = lane[index]
      guard case .chord = event.type, event.values[4] >= 0.5 || !settled.isOn else { continue }
      chord = CloseVoicing.Chord(event)
      move(cycle, at: event.offset)
    }
  }

  /// Ends the notes that the chord no longer has and starts those that it newly has.
  @_noLocks
  private mutating func move(_ cycle: borrowing Cycle, at offset: Int32) {
    let lane = cycle.midiOutput(0)
    let channel = UInt8(truncatingIfNeeded: self.channel.index - 1)
    let wanted = voicing.keys(of: chord, octave: octave.index, hasBass: bass.isOn)
    guard channel != sounding || !wanted.matches(keys) else { return }
    let kept = channel == sounding ? wanted : KeySet()
    for key in 0..<128 where keys.contains(key) && !kept.contains(key) {
      lane.append(
        MIDIEvent(noteOff: UInt8(truncatingIfNeeded: key), channel: sounding, offset: offset))
      keys.remove(key)
    }
    sounding = channel
    let strength = UInt8(truncatingIfNeeded: velocity.index)
    for key in 0..<128 where wanted.contains(key) && !keys.contains(key) {
      lane.append(
        MIDIEvent(
          noteOn: UInt8(truncatingIfNeeded: key), velocity: strength, channel: channel,
          offset: offset))
    }
    keys = wanted
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(ChordsToMIDI.self, in: $0)
}
