internal import Band
package import Graph

/// A band that follows the player: bass, drums and comping in a style.
///
/// The composer works at least a beat ahead on a worker; the audio thread tells it what it hears and
/// plays what is due, at the exact frame.
package struct Accompaniment: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "accompaniment", family: "accompaniment",
    doc: "A band that follows the player: bass, drums and comping in a style.",
    inputs: [
      .event(.chord, "The player's chords."), .event(.beat, "The player's beats and count-in."),
      .event(.onset, "The player's strokes: when they cease, the band ends."),
      .event(.key, "The player's key: walking basses and ninths keep to it."),
      .event(.loudness, "How loud the player is: the band plays as loud."),
      .midi("control", "Controllers, program changes and footswitches that direct the band."),
    ],
    outputs: [
      .midi("bass", "The bass, on channel 2."), .midi("drums", "The drums, on channel 10."),
      .midi("comping", "The chords, on channel 3."),
      .midi("pad", "The held chords, on channel 4."),
      .midi("arpeggio", "The broken chords, on channel 5."),
      .event(.band, "What the band plays, what comes next, and in how many beats."),
      .event(.chart, "Where in the chart the player is, where there is one."),
      .event(.metre, "The metre of the style, where it is not four quarters: for who counts bars."),
    ],
    parameters: PartSwitches.parameters + BandControls.parameters + [Advance.parameter],
    settings: [
      .text("style", default: "rock", "A style by name, or a style file."),
      .text(
        "styles", default: "", "Styles to change to while it plays, with commas between them."),
      .text("seed", default: "1", "A number that the band's chances come from."),
      .choice(
        "harmony", ["foretold", "heard"], default: "foretold",
        "Whether the band plays the chords that it foresees on the beat, or waits to hear each."),
    ] + ChartLibrary.settings)

  private var end: BandEnd
  private var controls: BandControls
  private var advance: Advance

  /// On channels 2, 10, 3, 4 and 5, as players count them.
  private var player = Player(channels: [1, 9, 2, 3, 4])
  private var isCountedIn = false

  /// Whether that was a clock outside, and not the player.
  private var isCued = false

  /// Whether time rolled in the cycle before.
  private var wasRolling = false

  package init(_ context: NodeContext) throws(NodeError) {
    guard let seed = UInt64(context.setting("seed").text) else {
      throw NodeError("seed must be a whole number such as 1", subject: "seed")
    }
    let link = BandLink()
    let foretells = context.setting("harmony").text == "foretold"
    let job = CompositionJob(
      try BandSheet(context), seed: seed, foretells: foretells, link: link)
    context.addJob(job)
    let desk = job.desk
    context.renews(["style", "styles", "chart", "transpose"]) { context throws(NodeError) in
      let sheet = try BandSheet(context)
      return { desk.put(sheet) }
    }
    end = BandEnd(link)
    controls = BandControls(context)
    advance = Advance(context)
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    takeSignals(cycle)
    noteStandstill(cycle)
    controls.observe(cycle, end)
    end.observeChords(cycle, at: 0)
    end.observeOnsets(cycle, at: 2)
    end.observeKey(cycle, at: 3)
    end.observeLoudness(cycle, at: 4)
    observeBeats(cycle)
    let time = advance.time(in: cycle)
    end.observeClock(time)
    player.begin(at: time)
    while let action = end.takeAction() { player.take(action, cycle) }
    player.play(cycle, isOn: controls.switches.isOn)
    if player.isBusy { cycle.wantTime() }
  }

  @_noLocks
  private mutating func takeSignals(_ cycle: borrowing Cycle) {
    let signals = cycle.signals
    let beat = cycle.transport.beat
    if signals.contains(.panic) {
      player.forget(cycle)
      end.startOver(at: beat)
    }
    if signals.contains(.stop) { end.observe(Observation(.stop, at: beat)) }
    if signals.contains(.start) {
      end.observe(Observation(downbeatOf: cycle.transport))
      var start = Observation(.start, at: beat)
      start.count = Int32(cycle.transport.beatsPerBar)
      end.observe(start)
    }
    if signals.contains(.countIn) {
      end.observe(Observation(.countIn, at: cycle.transport.downbeat))
    }
  }

  /// Where time has come to a standstill, nothing that was planned will come.
  @_noLocks
  private mutating func noteStandstill(_ cycle: borrowing Cycle) {
    let transport = cycle.transport
    if wasRolling, !transport.isRolling { end.startOver(at: transport.beat) }
    wasRolling = transport.isRolling
  }

  /// Passes a count-in on in the cycle after it came: by then the clock has followed it, and its
  /// downbeat is the beat that was counted toward, or where a clock began within a bar, that bar's.
  @_noLocks
  private mutating func observeBeats(_ cycle: borrowing Cycle) {
    if isCountedIn {
      let transport = cycle.transport
      let isPast = transport.downbeat < transport.beat - 0.5
      let bar = Double(transport.beatsPerBar)
      var entry = Observation(.countIn, at: transport.downbeat + (isPast ? bar : 0))
      entry.value = isCued ? 1 : 0
      end.observe(entry)
    }
    isCountedIn = false
    let lane = cycle.eventInput(1)
    for index in 0..<lane.count { player.insist(on: lane[index].values[1], cycle) }
    for index in 0..<lane.count where lane[index].values[4] >= 0.5 {
      isCountedIn = true
      isCued = lane[index].values[5] >= 0.5
    }
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(Accompaniment.self, in: $0)
}
