import Music
import YAML

extension StyleReader {
  /// Reads "80 to 160".
  mutating func tempoRange(_ value: YAMLValue) -> ClosedRange<Double>? {
    let name = "tempo"
    guard let text = diagnostics.text(value, name) else { return nil }
    let ends = text.split(separator: " to ", omittingEmptySubsequences: false).map { Double($0) }
    if ends.count == 2, let low = ends[0], let high = ends[1], low >= 30, low <= high, high <= 300 {
      return low...high
    }
    diagnostics.report(
      "tempo must be two tempos from 30 to 300, not \(quoted(text))", at: value.place,
      hint: "write for example: tempo: 80 to 160")
    return nil
  }

  /// Reads "66%", or "66% at 120 to 54% at 280".
  mutating func swing(_ value: YAMLValue) -> Swing? {
    guard let text = diagnostics.text(value, "swing") else { return nil }
    if let ratio = percentage(text[...]), (50...80).contains(ratio) {
      return Swing(
        slow: Swing.Point(ratio: ratio / 100, tempo: 60),
        fast: Swing.Point(ratio: ratio / 100, tempo: 240))
    }
    let points = text.split(separator: " to ", omittingEmptySubsequences: false)
      .map { swingPoint($0) }
    if points.count == 2, let slow = points[0], let fast = points[1], slow.tempo < fast.tempo {
      return Swing(slow: slow, fast: fast)
    }
    diagnostics.report(
      "swing must say where in the beat the second eighth falls, from 50% to 80%, not "
        + quoted(text), at: value.place,
      hint: "write for example: swing: 58%, or swing: 66% at 120 to 54% at 280")
    return nil
  }

  private func swingPoint(_ text: Substring) -> Swing.Point? {
    let words = text.split(separator: " at ", omittingEmptySubsequences: false)
    guard words.count == 2, let ratio = percentage(words[0]), (50...80).contains(ratio),
      let tempo = Double(words[1]), (30...300).contains(tempo)
    else { return nil }
    return Swing.Point(ratio: ratio / 100, tempo: tempo)
  }

  /// Reads "4/4".
  mutating func metre(_ value: YAMLValue) -> Metre? {
    guard let text = diagnostics.text(value, "metre") else { return nil }
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    if numbers.count == 2, let beats = numbers[0], let unit = numbers[1],
      (2...12).contains(beats), [2, 4, 8].contains(unit)
    {
      return Metre(beats, unit)
    }
    diagnostics.report(
      "metre must be beats a bar over the note of a beat, not \(quoted(text))", at: value.place,
      hint: "write for example: metre: 3/4")
    return nil
  }

  /// Reads "E3 to E5", where C4 is middle C, key 60.
  mutating func keyRange(_ value: YAMLValue) -> ClosedRange<Int>? {
    guard let text = diagnostics.text(value, "range") else { return nil }
    let ends = text.split(separator: " to ", omittingEmptySubsequences: false).map { key($0) }
    if ends.count == 2, let low = ends[0], let high = ends[1], low >= 40, high <= 96,
      high - low >= 24
    {
      return low...high
    }
    diagnostics.report(
      "range must be two notes at least two octaves apart, from E2 to C7, not \(quoted(text))",
      at: value.place, hint: "write for example: range: E3 to E5")
    return nil
  }

  /// Reads the signs a style adds to the legend, each with a velocity and perhaps a chance.
  mutating func readLegend(_ value: YAMLValue) {
    guard let mapping = diagnostics.mapping(value, "legend") else { return }
    for entry in mapping.entries {
      guard let sign = entry.key.first, entry.key.count == 1, !".-| ".contains(sign) else {
        diagnostics.report(
          "a sign of the legend is one character, not \(quoted(entry.key))", at: entry.keyPlace,
          hint: "'.', '-' and '|' have their meaning already")
        continue
      }
      if let stroke = stroke(entry.value) { legend[sign] = stroke }
    }
  }

  /// Reads "90", or "60 40%".
  private mutating func stroke(_ value: YAMLValue) -> Stroke? {
    guard let text = diagnostics.text(value, "a stroke") else { return nil }
    let words = text.split(separator: " ")
    let chance = words.count == 2 ? percentage(words[1]) : 100
    if (1...2).contains(words.count), let velocity = Int(words[0]), (1...127).contains(velocity),
      let chance, (0...100).contains(chance)
    {
      return Stroke(velocity: velocity, chance: chance / 100, isPush: false)
    }
    diagnostics.report(
      "a stroke must be a velocity from 1 to 127, and how often it is played, not "
        + quoted(text), at: value.place, hint: "write for example: 60, or 60 40%")
    return nil
  }

  private func percentage(_ text: Substring) -> Double? {
    text.hasSuffix("%") ? Double(text.dropLast()) : nil
  }

  private func key(_ text: Substring) -> Int? {
    guard let digit = text.last?.wholeNumberValue, let note = PitchClass(name: text.dropLast())
    else { return nil }
    return 12 * (digit + 1) + note.semitones
  }
}
