internal import Band
package import Graph

/// A soloist that improvises over the coming chords and answers what the player plays.
///
/// It listens as the band does, and composes on a worker; the audio thread tells it what it hears and
/// plays what is due, at the exact frame.
package struct LeadNode: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "lead", family: "accompaniment",
    doc: "A soloist that improvises over the coming chords and answers what the player plays.",
    inputs: [
      .event(.chord, "The player's chords."), .event(.key, "The player's key."),
      .event(.pitch, "The pitch of the player's line."), .event(.onset, "The player's strokes."),
      .event(.band, "Whether the band plays; without it, it begins with the first chord."),
      .event(.loudness, "How loud the player is: the soloist plays as loud."),
      .midi("notes", "The player's line where he plays keys."),
    ],
    outputs: [
      .midi("lead", "The melody, on channel 6."),
      .midi(
        "turn",
        "A key that is held while it answers you: at the input `control` of the band, that plays on meanwhile."
      ),
    ],
    parameters: [
      .choice(
        "mode", ["trade", "fill", "solo"], default: 0,
        "Whether it trades bars with the player, plays when he rests, or throughout."),
      .integer("bars", 1...16, default: 4, "How many bars each has where they trade."),
      .toggle("play", default: true, "Whether it plays at all."), Advance.parameter,
    ],
    settings: [
      .text("style", default: "rock", "The style of the band, by name, or a style file."),
      .text(
        "styles", default: "",
        "Those to which the band changes while it plays, with commas between them."),
      .text("seed", default: "1", "A number that its ideas come from."),
      .text("model", default: "lead", "A model of melodies by name, a file of one, or none."),
    ] + ChartLibrary.settings)

  private var end: BandEnd
  private let mode: ParameterReader
  private let bars: ParameterReader
  private let play: ParameterReader
  private var advance: Advance

  /// On channel 6, as players count them.
  private var player = Player(channels: [5, 5, 5, 5, 5])

  private var turn = TurnKey()

  /// What the soloist was told last.
  private var lastMode = -1
  private var lastBars = -1

  package init(_ context: NodeContext) throws(NodeError) {
    guard let seed = UInt64(context.setting("seed").text) else {
      throw NodeError("seed must be a whole number such as 1", subject: "seed")
    }
    let model = try MelodyModelLibrary.load(context.setting("model").text, context.environment)
    let link = BandLink()
    let sheet = try BandSheet(context)
    let job = LeadJob(sheet, model: model, seed: seed, link: link)
    context.addJob(job)
    let desk = job.desk
    context.renews(["style", "styles", "chart", "transpose"]) { context throws(NodeError) in
      let sheet = try BandSheet(context)
      return { desk.put(sheet) }
    }
    end = BandEnd(link)
    mode = context.reader("mode")
    bars = context.reader("bars")
    play = context.reader("play")
    advance = Advance(context)
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    takeSignals(cycle)
    observeParameters(cycle)
    end.observeChords(cycle, at: 0)
    end.observeKey(cycle, at: 1)
    end.observeOnsets(cycle, at: 3)
    end.observeLoudness(cycle, at: 5)
    end.observePitch(cycle, at: 2)
    end.observeBand(cycle, at: 4)
    end.observeNotes(cycle, at: 0)
    let time = advance.time(in: cycle)
    end.observeClock(time)
    player.begin(at: time)
    while let action = end.takeAction() {
      switch action.kind {
      case .report: turn.take(action)
      default: player.take(action, cycle)
      }
    }
    let isOn = play.isOn
    turn.tell(cycle, at: 1, isOn: isOn && time.isRolling)
    player.play(cycle, isOn: [isOn, isOn, isOn, isOn, isOn])
  }

  @_noLocks
  private mutating func takeSignals(_ cycle: borrowing Cycle) {
    if cycle.signals.contains(.panic) {
      player.forget(cycle)
      end.startOver(at: cycle.transport.beat)
    }
  }

  @_noLocks
  private mutating func observeParameters(_ cycle: borrowing Cycle) {
    if mode.index != lastMode {
      lastMode = mode.index
      end.observe(.mode, lastMode, at: cycle.transport.beat)
    }
    if bars.index != lastBars {
      lastBars = bars.index
      end.observe(.bars, lastBars, at: cycle.transport.beat)
    }
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(LeadNode.self, in: $0)
}
