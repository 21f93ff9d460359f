import OSCControl
import YAML

/// What `/suggest` or `/suggest/<mood>` told, as text.
struct SuggestionText {
  /// Chords, each with its probability or its beats.
  let chords: [(name: String, number: Double)]

  /// Beats until the next change, and bars until the tune comes round; only for `/suggest`.
  private let facts: (beats: Int, period: Int)?

  init(next arguments: [OSCArgument]) {
    let numbers = arguments.prefix(2).map { whole($0.number ?? 0) }
    facts = numbers.count == 2 ? (numbers[0], numbers[1]) : nil
    chords = Self.pairs(arguments.dropFirst(2))
  }

  init(continuation arguments: [OSCArgument]) {
    facts = nil
    chords = Self.pairs(arguments[...])
  }

  var line: String {
    guard !chords.isEmpty else { return "nothing to suggest yet (it takes a node of kind suggest)" }
    guard let facts else {
      return chords.map { "\($0.name) (\(whole($0.number)))" }.joined(separator: "  ")
    }
    // What would be shown with 0 % is left out.
    let names = chords.map { ($0.name, whole(($0.number * 100).rounded())) }.filter { $0.1 > 0 }
      .map { "\($0) \($1) %" }
    let form =
      facts.period > 0 ? "; comes round after \(Self.count(facts.period, "bar"))" : ""
    return names.joined(separator: "  ") + "  in \(Self.count(facts.beats, "beat"))" + form
  }

  private static func count(_ number: Int, _ thing: String) -> String {
    "\(number) \(thing)\(number == 1 ? "" : "s")"
  }

  var json: JSON {
    let name = facts == nil ? "beats" : "probability"
    let list = JSON.array(
      chords.map { chord in
        let number = (key: name, value: JSON.number(chord.number))
        return .object([(key: "chord", value: .string(chord.name)), number])
      })
    guard let facts else { return .object([(key: "chords", value: list)]) }
    return .object([
      (key: "beats", value: .number(Double(facts.beats))),
      (key: "period", value: .number(Double(facts.period))), (key: "chords", value: list),
    ])
  }

  private static func pairs(_ arguments: ArraySlice<OSCArgument>) -> [(
    name: String, number: Double
  )] {
    stride(from: arguments.startIndex, to: arguments.endIndex - 1, by: 2).compactMap { index in
      guard let name = arguments[index].text, !name.isEmpty else { return nil }
      return (name, arguments[index + 1].number ?? 0)
    }
  }
}
