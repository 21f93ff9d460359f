/// One thing that is wrong in a text: where, what, and what to write instead.
package struct Diagnostic: Equatable, Sendable {
  package let file: String
  package let place: Place
  package let message: String
  package let hint: String?
  /// The text of the line at fault.
  package let sourceLine: String

  package init(file: String, place: Place, message: String, hint: String?, sourceLine: String) {
    self.file = file
    self.place = place
    self.message = message
    self.hint = hint
    self.sourceLine = sourceLine
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The message as a compiler prints it, with the line at fault, a caret and the hint.
  package var description: String {
    let mark = place.start
    var text = "\(file):\(mark.line):\(mark.column): error: \(message)\n"
    if !sourceLine.unicodeScalars.allSatisfy({ $0 == " " || $0 == "\t" }) { text += excerpt }
    if let hint { text += "  \(hint)\n" }
    return text
  }

  /// The line at fault, cut to what fits a terminal, and the caret line below it.
  private var excerpt: String {
    let scalars = Array(sourceLine.unicodeScalars)
    let column = min(place.start.column - 1, scalars.count)
    let first = column > 80 ? column - 40 : 0
    let last = min(scalars.count, first + 120)
    let shown = scalars[first..<last].map(Self.printable)
    let before = shown[..<(column - first)].map { ($0 == "\t" ? "\t" : " ") as Unicode.Scalar }
    let marked = min(underlined(lineLength: scalars.count), max(last - column, 1))
    return "  " + text(shown) + "\n  " + text(before) + "^"
      + String(repeating: "~", count: marked - 1) + "\n"
  }

  private func underlined(lineLength: Int) -> Int {
    let end = place.end.line == place.start.line ? place.end.column : lineLength + 1
    return max(end - place.start.column, 1)
  }

  private func text(_ scalars: [Unicode.Scalar]) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  /// Keeps escape sequences in a file from reaching the terminal.
  private static func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.properties.generalCategory == .control && scalar != "\t" ? "\u{FFFD}" : scalar
  }
}

extension Diagnostic {
  /// The diagnostic as a JSON object; lines and columns count from 1.
  package var json: JSON {
    var fields: [(key: String, value: JSON)] = [
      ("file", .string(file)),
      ("line", .number(Double(place.start.line))), ("column", .number(Double(place.start.column))),
      ("endLine", .number(Double(place.end.line))),
      ("endColumn", .number(Double(place.end.column))),
      ("severity", "error"), ("message", .string(message)),
    ]
    if let hint { fields.append(("hint", .string(hint))) }
    return .object(fields)
  }
}
