/// A named text, cut into lines where libyaml cuts them.
package struct SourceText: Sendable {
  /// The file name, as messages show it.
  package let name: String
  private let lines: [String]

  /// Creates a text; malformed UTF-8 shows as replacement characters.
  package init(_ bytes: [UInt8], name: String) {
    self.name = name
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var endsInReturn = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      defer { endsInReturn = scalar == "\r" }
      if endsInReturn && scalar == "\n" { continue }
      guard Self.lineBreaks.contains(scalar) else {
        line.append(scalar)
        continue
      }
      lines.append(String(line))
      line.removeAll()
    }
    lines.append(String(line))
    self.lines = lines
  }

  /// The line with this number, from 1; empty where there is none.
  package func line(_ number: Int) -> String {
    lines.indices.contains(number - 1) ? lines[number - 1] : ""
  }

  /// The end of the last line that is not blank.
  var end: Mark {
    let last = lines.indices.last { !isBlank(lines[$0]) } ?? 0
    return Mark(line: last + 1, column: lines[last].unicodeScalars.count + 1)
  }

  /// Whether there is nothing but blanks in this line and in those below.
  func isBlank(from number: Int) -> Bool {
    lines.dropFirst(number - 1).allSatisfy(isBlank)
  }

  private func isBlank(_ line: String) -> Bool {
    line.unicodeScalars.allSatisfy { $0 == " " || $0 == "\t" }
  }

  private static let lineBreaks: Set<Unicode.Scalar> = [
    "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}",
  ]
}
