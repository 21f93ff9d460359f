import YAML

/// Changes to a text that leave to the letter whatever they do not name.
///
/// Lines and columns are those of the text as it was, however much has been changed before.
struct TextEdits {
  private let lines: [String]
  private let lineBreak: Character

  /// What takes the place of columns, by the number of the line.
  private var parts: [Int: [(columns: Range<Int>, text: String)]] = [:]
  private var removed: Set<Int> = []
  private var additions: [Int: [String]] = [:]

  /// Begins with `text`; `nil` where its lines do not all end alike, as marks then count otherwise.
  init?(_ text: String) {
    let lineBreak: Character = text.contains("\r\n" as Character) ? "\r\n" : "\n"
    let lines = text.split(separator: lineBreak, omittingEmptySubsequences: false)
    let others: [Unicode.Scalar] = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]
    guard lines.allSatisfy({ !$0.unicodeScalars.contains(where: others.contains) }) else {
      return nil
    }
    self.lines = lines.map(String.init)
    self.lineBreak = lineBreak
  }

  /// The number of the last line that holds something.
  var end: Int { (lines.lastIndex { !$0.isEmpty } ?? 0) + 1 }

  func line(_ number: Int) -> String { lines[number - 1] }

  /// The beginning of the line of `mark`, up to it.
  func lead(to mark: Mark) -> String {
    String(String.UnicodeScalarView(line(mark.line).unicodeScalars.prefix(mark.column - 1)))
  }

  /// Whether the line begins an item of a list.
  func beginsItem(_ number: Int) -> Bool { line(number).first { $0 != " " } == "-" }

  func indent(_ number: Int) -> Substring { line(number).prefix { $0 == " " } }

  /// Writes `text` in the place of what is at `place`, over as many lines as that stands on.
  mutating func replace(_ place: Place, by text: String) {
    let (start, end) = (place.start, place.end)
    guard start.line != end.line else {
      parts[start.line, default: []].append((start.column..<end.column, text))
      return
    }
    let rest = line(end.line).unicodeScalars.dropFirst(end.column - 1)
    let columns = start.column..<line(start.line).unicodeScalars.count + 1
    parts[start.line, default: []].append((columns, text + String(String.UnicodeScalarView(rest))))
    remove(start.line + 1...end.line)
  }

  mutating func remove(_ numbers: ClosedRange<Int>) { removed.formUnion(numbers) }

  /// Writes `lines` below line `number` and what has been added there before.
  mutating func add(_ lines: [String], below number: Int) {
    additions[number, default: []] += lines
  }

  /// The text as it is now.
  var text: String {
    var rewritten: [String] = []
    for (index, line) in lines.enumerated() {
      if !removed.contains(index + 1) { rewritten.append(edited(line, parts[index + 1] ?? [])) }
      rewritten += additions[index + 1] ?? []
    }
    return rewritten.joined(separator: String(lineBreak))
  }

  private func edited(_ line: String, _ parts: [(columns: Range<Int>, text: String)]) -> String {
    let scalars = Array(line.unicodeScalars)
    var edited = String.UnicodeScalarView()
    var column = 1
    for (columns, text) in parts.sorted(by: { $0.columns.lowerBound < $1.columns.lowerBound }) {
      edited.append(contentsOf: scalars[(column - 1)..<max(column, columns.lowerBound) - 1])
      edited.append(contentsOf: text.unicodeScalars)
      column = max(column, columns.upperBound)
    }
    edited.append(contentsOf: scalars[(column - 1)...])
    return String(edited)
  }
}
