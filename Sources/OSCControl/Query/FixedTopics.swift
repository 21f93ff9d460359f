extension Topics {
  private typealias Field = AddressDeclaration.Field

  private static let time = Field("f", "time", unit: "s")
  private static let confidence = Field("f", "confidence", .bounds(0...1))
  private static let path = Field("s", "path")

  /// What is told in every patch.
  static let fixed: [AddressDeclaration] = heard + continuations + told + measured

  private static let continuations = ["bright", "dark", "tense", "jazzy", "plain"].map { mood in
    AddressDeclaration(
      "/suggest/" + mood, .read,
      (1...7).flatMap { _ in [Field("s", "chord"), Field("f", "beats")] },
      "How the tune may go on for four bars, \(mood): chords, and how long each lasts.")
  }

  private static let heard = [
    AddressDeclaration(
      "/beat", .read,
      [
        Field("i", "bar"), Field("i", "beat"), Field("i", "beatsPerBar"),
        Field("f", "tempo", unit: "bpm"), confidence,
      ], "A beat, as it sounds."),
    AddressDeclaration(
      "/chord", .read,
      [
        Field("s", "symbol"), Field("s", "harte"), Field("s", "root"), Field("s", "quality"),
        confidence, time,
      ], "The chord that is played."),
    AddressDeclaration(
      "/key", .read,
      [Field("s", "name"), Field("s", "tonic"), Field("s", "mode"), confidence, time],
      "The key that is played in."),
    AddressDeclaration(
      "/section", .read,
      [
        Field("s", "name"), Field("f", "occurrence"), Field("f", "bar"), Field("f", "length"),
        confidence, time,
      ], "The part of the song."),
    AddressDeclaration(
      "/suggest", .read,
      [Field("f", "beats"), Field("f", "period", unit: "bars")]
        + (1...6).flatMap { _ in
          [Field("s", "chord"), Field("f", "probability", .bounds(0...1))]
        }, "Beats until the chord may change, bars after which all comes round, and what follows."),
    AddressDeclaration(
      "/band/next", .read, [Field("s", "next"), Field("f", "beats"), Field("s", "section")],
      "What comes at a bar line, in how many beats, and what is played now."),
    AddressDeclaration(
      "/chart", .read,
      [Field("f", "bar"), Field("f", "bars"), Field("f", "section"), confidence],
      "Where in the chart the player is: bar and section from 1, 0 where he is not in it."),
    AddressDeclaration(
      "/chart/section", .read,
      [Field("s", "name"), Field("i", "bar"), Field("i", "bars"), Field("s", "next")],
      "The section of the chart that the player is in, and the one that follows."),
    AddressDeclaration(
      "/onset", .read, [Field("f", "strength", .bounds(0...1)), time], "A stroke, as it begins."),
    AddressDeclaration(
      "/pitch", .read,
      [
        Field("s", "note"), Field("f", "cents", .bounds(-50...50)),
        Field("f", "frequency", unit: "Hz"), confidence, time,
      ], "The note of a single voice, many times a second, and how far it is off."),
    AddressDeclaration(
      "/loudness", .read,
      ["momentary", "shortTerm", "integrated", "momentaryMaximum", "shortTermMaximum"].map {
        Field("f", $0, unit: "LUFS")
      } + [time], "The loudness, as EBU R 128 measures it."),
    AddressDeclaration(
      "/tempo", .read, [Field("f", "tempo", unit: "bpm", .bounds(20...400))], "Beats per minute."),
  ]

  private static let told = [
    AddressDeclaration("/patch/load", .read, [path], "The patch that plays."),
    AddressDeclaration(
      "/patch/generation", .read, [Field("i", "count")],
      "Counts the patches that were loaded, edited, taken back and made again."),
    AddressDeclaration(
      "/patch/progress", .read, [path, Field("s", "step"), Field("f", "share", .bounds(0...1))],
      "What is made of a patch that takes long, and the share that is done."),
    AddressDeclaration(
      "/patch/changed", .read, [path, Field("s", "summary")], "A patch that was loaded."),
    AddressDeclaration(
      "/patch/error", .read, [path, Field("s", "diagnostics")],
      "A patch that did not load, and why; an empty text once it does."),
    AddressDeclaration(
      "/patch/rollback", .read, [path, Field("s", "playing"), Field("s", "reason")],
      "A patch that was too much and was taken back."),
    AddressDeclaration(
      "/setlist", .read,
      [Field("i", "number"), Field("i", "count"), Field("s", "name"), path],
      "Where in the set list we are."),
  ]

  private static let measured = [
    AddressDeclaration(
      "/heartbeat", .read, [Field("i", "count")], "That strumd lives, every second, and counts."),
    AddressDeclaration(
      "/engine/load", .read, [Field("f", "mean"), Field("f", "maximum"), Field("f", "p99")],
      "The callback's time as shares of its period."),
    AddressDeclaration(
      "/engine/xruns", .read, [Field("i", "overruns"), Field("i", "xruns")],
      "Cycles that took us longer than the period; those the server missed."),
    AddressDeclaration(
      "/engine/unheard", .read, [Field("h", "frames"), Field("h", "events")],
      "Frames that analysers missed as they were late; events that came too late."),
    AddressDeclaration(
      "/engine/warning", .read, [Field("s", "text")],
      "What has gone wrong while it plays, as the log has it."),
    AddressDeclaration(
      "/ledger/bypass", .read, [Field("s", "node")], "A plugin that is passed by."),
    AddressDeclaration(
      "/ledger/late", .read,
      [
        Field("i", "count"), Field("s", "nodes"), Field("f", "cost", unit: "µs"),
        Field("f", "usual", unit: "µs"), Field("f", "duration", unit: "µs"),
        Field("f", "period", unit: "µs"), Field("i", "interrupted", .toggle), Field("h", "frame"),
      ], "A cycle that was late, and who made it so."),
    AddressDeclaration(
      "/shed", .read, [Field("h", "cycles"), Field("s", "nodes")],
      "How often nodes were left out for want of time, and which are now."),
  ]
}
