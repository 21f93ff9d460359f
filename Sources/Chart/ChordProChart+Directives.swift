import Music
import YAML

extension ChordProChart {
  /// Does what the directive `name` says.
  ///
  /// One that is only for some readers, as "title-de", is left out, and so is one that nobody knows,
  /// unless it looks like a slip.
  mutating func direct(_ name: String, _ value: String) {
    let isForSome = name.contains("-")
    let short = ["sov": "verse", "soc": "chorus", "sob": "bridge", "sog": "grid", "sot": "tab"]
    if let kind = short[name] ?? name.after("start_of_") {
      return startPart(
        isForSome ? "skipped" : kind, named: Self.label(value, of: kind),
        changes: Self.attribute("cc", of: value))
    }
    let ends = ["eov": "verse", "eoc": "chorus", "eob": "bridge", "eog": "grid", "eot": "tab"]
    if let kind = ends[name] ?? name.after("end_of_") { return endPart(kind) }
    guard !isForSome else { return }
    switch name {
    case "meta": directMeta(value)
    case "transpose":
      guard let steps = value.isEmpty ? 0 : Int(value), (-12...12).contains(steps) else {
        return reportValue(value, "semitones from -12 to 12")
      }
      transposition = steps
    case "chorus": repeatChorus()
    case "new_song", "ns": isDone = hasBars
    default:
      guard !take(name, value), !Self.ignored.contains(name), !Self.isOfLook(name),
        !name.hasPrefix("x_"), let hint = didYouMean(name, Self.known)
      else { return }
      report(name, "there is no directive \(quoted(name))", hint: hint)
    }
  }

  /// Takes a fact in the words of "meta": its name and what it says.
  private mutating func directMeta(_ value: String) {
    let name = value.prefix { !$0.isWhitespace }
    _ = take(name.lowercased(), value.dropFirst(name.count).trimmed)
  }

  /// Takes a fact about the song; returns whether there is one of this name.
  private mutating func take(_ name: String, _ value: String) -> Bool {
    switch name {
    case "title", "t": chart.title = value
    case "composer": chart.composer = value
    case "artist", "subtitle", "st": if chart.composer.isEmpty { chart.composer = value }
    case "key":
      let key = known(Key(chart: value), value, "a key, such as G or Em")
      if !hasBars { chart.key = key }
    case "time":
      if let metre = known(Metre(chart: value), value, "a metre such as 3/4") { turn(to: metre) }
    case "tempo":
      let tempo = Double(value).flatMap { (20...400).contains($0) ? $0 : nil }
      let said = known(tempo, value, "a tempo from 20 to 400")
      if !hasBars { chart.tempo = said }
    case "capo":
      let fret = Int(value).flatMap { (0...12).contains($0) ? $0 : nil }
      capo = known(fret, value, "a fret from 0 to 12") ?? 0
    default: return false
    }
    return true
  }

  /// `value`, which `text` was read as; where that failed, says so.
  private mutating func known<Value>(_ value: Value?, _ text: String, _ wanted: String) -> Value? {
    if value == nil { reportValue(text, wanted) }
    return value
  }

  private mutating func reportValue(_ value: String, _ wanted: String) {
    report(value, "this must be \(wanted), not \(quoted(value))")
  }

  /// The name of a part of `kind`, from what is said where it starts; a grid's shape, as "1+4x2+4",
  /// is none.
  private static func label(_ value: String, of kind: String) -> String {
    if let label = attribute("label", of: value) { return label }
    if attribute("cc", of: value) != nil { return "" }
    let isShape = value.hasPrefix("shape=") || value.allSatisfy { "0123456789+x ".contains($0) }
    return kind == "grid" && isShape ? "" : value
  }

  /// What stands in quotes behind `name` and "=".
  private static func attribute(_ name: String, of value: String) -> String? {
    guard let start = value.firstRange(of: name + "=")?.upperBound, let mark = value[start...].first
    else { return nil }
    return String(value[start...].dropFirst().prefix { $0 != mark })
  }

  private static let known = [
    "title", "composer", "artist", "subtitle", "key", "time", "tempo", "capo", "transpose",
    "chorus", "start_of_verse", "start_of_chorus", "start_of_bridge", "start_of_grid",
    "end_of_verse", "end_of_chorus", "end_of_bridge", "end_of_grid",
  ]

  /// Directives that say nothing of the chords, and may look like others.
  private static let ignored: Set<String> = [
    "comment", "c", "comment_italic", "ci", "comment_box", "cb", "highlight", "image", "define",
    "chord", "new_page", "np", "new_physical_page", "npp", "column_break", "colb", "columns",
    "col", "album", "year", "copyright", "lyricist", "arranger", "duration", "sorttitle",
    "sortartist", "tag", "titles", "grid", "g", "no_grid", "ng", "diagrams", "pagetype",
    "language", "tuning",
  ]

  /// Whether a directive says how something is to look.
  private static func isOfLook(_ name: String) -> Bool {
    ["font", "size", "colour", "color"].contains { name.hasSuffix($0) }
  }
}

extension String {
  /// What follows `prefix`, or `nil`.
  fileprivate func after(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
