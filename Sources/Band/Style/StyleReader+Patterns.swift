import Music
import YAML

extension StyleReader {
  /// A sign or word of a pattern, and how many characters into the text it is.
  private struct Token {
    let text: Substring
    let offset: Int
  }

  /// The most bytes of a bar: more than the longest words fill in the most steps.
  private static let longest = 1024

  /// Reads the text of a bar, which `name` is in messages.
  private mutating func barText(_ value: YAMLValue, _ name: String) -> String? {
    guard let text = diagnostics.text(value, name) else { return nil }
    guard text.utf8.count <= Self.longest else {
      diagnostics.report("\(name) may have \(Self.longest) bytes, not more", at: value.place)
      return nil
    }
    return text
  }

  /// Reads a bar of strokes, a character a step, such as "Xoxo".
  mutating func strokePattern(_ value: YAMLValue, _ metre: Metre) -> Pattern<Stroke>? {
    guard let text = barText(value, "a pattern") else { return nil }
    let tokens = text.indices.enumerated()
      .map { Token(text: text[$1...$1], offset: $0) }
      .filter { $0.text != " " && $0.text != "|" }
    return pattern(tokens, value, metre) { reader, token in
      guard let stroke = token.text.first.flatMap({ reader.legend[$0] }) else {
        let signs = reader.legend.keys.map(String.init).sorted().joined(separator: " ")
        reader.report(
          "the sign \(quoted(String(token.text))) is not in the legend", token, in: value,
          hint: "signs: \(signs), '.' to go on and '-' to stop")
        return nil
      }
      return stroke
    }
  }

  /// Reads a bar of bass, a word a step, such as "1 1 5 a".
  mutating func bassPattern(_ value: YAMLValue, _ metre: Metre) -> Pattern<BassStep>? {
    guard let text = barText(value, "a bass pattern") else { return nil }
    let tokens = text.split { $0 == " " || $0 == "|" }
      .map { Token(text: $0, offset: text.distance(from: text.startIndex, to: $0.startIndex)) }
    return pattern(tokens, value, metre) { reader, token in
      guard let step = Self.bassStep(token.text) else {
        reader.report(
          "\(quoted(String(token.text))) is no note of a bass pattern", token, in: value,
          hint: "write a degree from 1 to 8, +0 to +11 for semitones above the root, w (walk), "
            + "a (approach), '.' to go on or '-' to stop; behind it ' or , for the octave above "
            + "or below, ! for an accent, ? for now and then, ~ behind semitones for one less in "
            + "minor")
        return nil
      }
      return step
    }
  }

  /// Reads a bar of broken chords: the words of a bar of bass, but no steps towards another chord.
  mutating func arpeggioPattern(_ value: YAMLValue, _ metre: Metre) -> Pattern<BassStep>? {
    let pattern = bassPattern(value, metre)
    let isBroken = pattern?.steps.allSatisfy { $0.event.pitch.isOfChord } ?? true
    guard isBroken else {
      diagnostics.report(
        "an arpeggio has notes of the chord only", at: value.place,
        hint: "write degrees from 1 to 8, or semitones from +0 to +11")
      return nil
    }
    return pattern
  }

  private static func bassStep(_ text: Substring) -> BassStep? {
    guard let sign = text.first else { return nil }
    let digits = sign == "+" ? text.dropFirst().prefix { $0.isASCII && $0.isNumber } : ""
    var marks = text.dropFirst(1 + digits.count)
    let falls = sign == "+" && marks.first == "~"
    if falls { marks = marks.dropFirst() }
    guard marks.allSatisfy({ "',!?".contains($0) }) else { return nil }
    let octave = marks.count { $0 == "'" } - marks.count { $0 == "," }
    let pitch: BassStep.Pitch? =
      switch sign {
      case "w": .walk
      case "a": .approach
      case "+":
        Int(digits).flatMap {
          (0...11).contains($0) ? .interval($0, falls: falls, octave: octave) : nil
        }
      case "1"..."8": sign.wholeNumberValue.map { .degree($0, octave: octave) }
      default: nil
      }
    return pitch.map {
      BassStep(
        pitch: $0, isAccented: marks.contains("!"), chance: marks.contains("?") ? 0.5 : 1)
    }
  }

  /// Reads a grid of events; "." goes on with the last one, "-" ends it.
  private mutating func pattern<Event>(
    _ tokens: [Token], _ value: YAMLValue, _ metre: Metre,
    _ event: (inout StyleReader, Token) -> Event?
  ) -> Pattern<Event>? {
    let beats = metre.pulsesPerBar
    guard [1, 2, 3, 4, 6, 8].contains(where: { $0 * beats == tokens.count }) else {
      let counts = metre.isCompound ? [3, 6] : metre.beatUnit == 8 ? [1, 2] : [2, 3, 4]
      let fitting = counts.map { "\($0 * beats)" }
      diagnostics.report(
        "this bar has \(tokens.count) steps, which do not make \(beats) even beats",
        at: value.place,
        hint: "write \(fitting.dropLast().joined(separator: ", ")) or \(fitting.last ?? "") steps")
      return nil
    }
    var pattern = Pattern<Event>(stepCount: tokens.count, steps: [], held: 0)
    var isHeld = true
    for (index, token) in tokens.enumerated() {
      switch token.text {
      case "-": isHeld = false
      case ".":
        guard isHeld else { continue }
        if pattern.steps.isEmpty {
          pattern.held += 1
        } else {
          pattern.steps[pattern.steps.count - 1].length += 1
        }
      default:
        guard let event = event(&self, token) else { continue }
        pattern.steps.append(Pattern.Step(index: index, length: 1, event: event))
        isHeld = true
      }
    }
    return pattern
  }

  /// Reports an error at a token of a text that may stand in quotes.
  private mutating func report(
    _ message: String, _ token: Token, in value: YAMLValue, hint: String
  ) {
    guard case .scalar(let text) = value.content else { return }
    let width = value.place.end.column - value.place.start.column
    let quote = width == text.count + 2 ? 1 : 0
    diagnostics.report(
      message, at: value.place.part(at: token.offset + quote, length: token.text.count),
      hint: hint)
  }
}
