private import CFluidSynth
package import Graph

/// Plays MIDI with a soundfont, through FluidSynth, to hear the band without anything else.
///
/// FluidSynth renders in blocks of 64 frames, counted from its start: a message takes effect at the
/// first of them that begins at its frame or after, at most 63 frames (1.3 ms) late, and always at
/// the same one, whatever the engine's block size.
package struct Synth: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "synth", family: "midi", doc: "Plays MIDI with a soundfont, to hear the band at once.",
    inputs: [.midi("in", "What to play, on the channels it came on.")]
      + (1...16).map { .midi("ch\($0)", "What to play on channel \($0).") },
    outputs: [.audio("left", "The left side."), .audio("right", "The right side.")],
    parameters: [.number("gain", -90...24, default: 0, unit: "dB", "How much louder it plays.")]
      + ChannelPrograms.parameters,
    settings: [
      .file(
        "soundfont", isRequired: false, "The soundfont, an SF2 file; the system's where absent.")
    ], tail: 6)

  private let engine: SoundfontEngine
  private var gain: Glide
  private let programs: ChannelPrograms

  /// The messages of a block, from all inputs.
  private let messages: Lane<MIDIEvent>

  package init(_ context: NodeContext) throws(NodeError) {
    engine = try SoundfontEngine(
      file: try SoundfontEngine.file(context), sampleRate: context.sampleRate,
      capacity: context.maximumFrameCount)
    gain = context.glide("gain")
    programs = ChannelPrograms(context)
    messages = Lane(capacity: 2048)
    choosePrograms()
  }

  deinit { messages.deallocate() }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    if cycle.signals.contains(.panic) { engine.silence() }
    choosePrograms()
    gather(cycle)
    render(frameCount: cycle.frameCount)
    gain.begin()
    var left = cycle.output(0)
    var right = cycle.output(1)
    var factor = decibels(gain.value)
    let isSettled = gain.isSettled
    for frame in left.indices {
      if !isSettled { factor = decibels(gain.next()) }
      left[frame] = engine.left[frame] * factor
      right[frame] = engine.right[frame] * factor
    }
  }

  /// Gives each channel whose parameter has changed its new program.
  @_noLocks
  private func choosePrograms() {
    for channel in 0..<16 {
      let program = programs.takeChange(of: channel)
      if program >= 0 { engine.set(program: program, channel: channel) }
    }
  }

  /// Collects what arrives, in the order of its frames.
  @_noLocks
  private func gather(_ cycle: borrowing Cycle) {
    messages.header.pointee.count = 0
    for port in 0...16 {
      let lane = cycle.midiInput(port)
      for index in 0..<lane.count {
        var event = lane[index]
        if port > 0 { event.status = event.status & 0xF0 | UInt8(port - 1) }
        messages.append(event)
      }
    }
  }

  /// Renders the block in parts that end where a message takes effect.
  @_noLocks
  private func render(frameCount: Int) {
    var frame = 0
    for index in 0..<messages.count {
      let event = messages[index]
      let offset = min(max(frame, Int(event.offset)), frameCount)
      engine.render(from: frame, to: offset)
      frame = offset
      engine.play(event)
    }
    engine.render(from: frame, to: frameCount)
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Synth.self, in: $0)
}
