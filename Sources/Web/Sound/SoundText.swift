private import YAML

/// What is told to who sends sound.
enum SoundText {
  static func ready(_ place: SoundPlace) -> String {
    object("ready", [("node", .string(place.node)), ("rate", .number(place.rate))])
  }

  static func state(_ state: SoundState) -> String {
    object(
      "state",
      [
        ("buffered", seconds(state.buffered)), ("underruns", .number(Double(state.underruns))),
        ("overrun", seconds(state.overrun)),
      ])
  }

  static func error(_ problem: SoundProblem) -> String {
    object("error", [("message", .string(problem.text))])
  }

  /// A chord that was heard where the stream was at `position`, in seconds.
  static func chord(_ chord: HeardChord, position: Double) -> String {
    object(
      "chord",
      [
        ("node", .string(chord.node)), ("chord", .string(chord.harte)),
        ("symbol", .string(chord.symbol)), ("time", seconds(position)),
        ("confidence", .number(Double(chord.confidence), places: 3)),
        ("settled", .boolean(chord.isSettled)),
      ])
  }

  private static func seconds(_ value: Double) -> JSON { .number(value, places: 4) }

  private static func object(_ type: String, _ members: [(String, JSON)]) -> String {
    JSON.object([("type", .string(type))] + members).compact
  }
}
