private import CRealtime
package import Graph

/// Clicks on the beats of musical time, as MIDI and as sound.
package struct Metronome: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "metronome", family: "midi", doc: "Clicks on the beats of musical time.",
    outputs: [.audio("click", "The clicks as short tones."), .midi("out", "The clicks as notes.")],
    parameters: [
      .toggle("on", default: true, "Whether it clicks."),
      .integer("accent_key", 0...127, default: 76, "The note on a bar's first beat."),
      .integer("key", 0...127, default: 77, "The note on the other beats."),
      .integer("accent_velocity", 1...127, default: 112, "How loud the first beat's note is."),
      .integer("velocity", 1...127, default: 84, "How loud the other beats' notes are."),
      .integer("channel", 1...16, default: 10, "The channel of the notes; 10 is for drums."),
      .number(
        "gain", -90...12, default: -12, unit: "dB", smoothing: .none, "How loud the tones are."),
    ])

  private let isOn: ParameterReader
  private let accentKey: ParameterReader
  private let key: ParameterReader
  private let accentVelocity: ParameterReader
  private let velocity: ParameterReader
  private let channel: ParameterReader
  private let gain: ParameterReader
  private var beats = BeatCursor()
  private var tone: ClickTone

  /// The note that sounds, until the absolute frame ``noteEnd``.
  private var note: MIDIEvent?
  private var noteEnd: Int64 = 0
  private let noteLength: Int64

  package init(_ context: NodeContext) throws(NodeError) {
    isOn = context.reader("on")
    accentKey = context.reader("accent_key")
    key = context.reader("key")
    accentVelocity = context.reader("accent_velocity")
    velocity = context.reader("velocity")
    channel = context.reader("channel")
    gain = context.reader("gain")
    tone = ClickTone(sampleRate: context.sampleRate)
    noteLength = Int64(context.sampleRate * 0.05)
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    if cycle.signals.contains(.panic) || cycle.signals.contains(.stop) { silence(cycle) }
    let transport = cycle.transport
    var output = cycle.output(0)
    var frame = 0
    beats.begin(transport)
    while let beat = beats.next(transport, frameCount: cycle.frameCount) {
      tone.render(&output, from: frame, to: beat.offset)
      frame = beat.offset
      if isOn.isOn { click(cycle, at: beat.offset, isAccent: beat.isDownbeat) }
    }
    tone.render(&output, from: frame, to: cycle.frameCount)
    if noteEnd < cycle.frame + Int64(cycle.frameCount) {
      endNote(cycle, at: Int(max(0, noteEnd - cycle.frame)))
    }
  }

  @_noLocks
  private mutating func click(_ cycle: borrowing Cycle, at offset: Int, isAccent: Bool) {
    endNote(cycle, at: min(offset, Int(max(0, noteEnd - cycle.frame))))
    let start = MIDIEvent(
      noteOn: UInt8(truncatingIfNeeded: isAccent ? accentKey.index : key.index),
      velocity: UInt8(truncatingIfNeeded: isAccent ? accentVelocity.index : velocity.index),
      channel: UInt8(truncatingIfNeeded: channel.index - 1),
      offset: Int32(truncatingIfNeeded: offset))
    cycle.midiOutput(0).append(start)
    note = start
    noteEnd = cycle.frame + Int64(offset) + noteLength
    tone.start(isAccent: isAccent, level: decibels(gain.value))
  }

  @_noLocks
  private mutating func endNote(_ cycle: borrowing Cycle, at offset: Int) {
    guard let sounding = note else { return }
    cycle.midiOutput(0).append(
      MIDIEvent(
        noteOff: sounding.data1, channel: sounding.channel,
        offset: Int32(truncatingIfNeeded: offset)))
    note = nil
  }

  @_noLocks
  private mutating func silence(_ cycle: borrowing Cycle) {
    endNote(cycle, at: 0)
    tone.stop()
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Metronome.self, in: $0)
}
