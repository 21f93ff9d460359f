import YAML

/// Text that somebody sends, rather than a file.
extension SourceText {
  /// A line that came to the address `name`.
  init(_ text: String, name: String) { self.init(Array(text.utf8), name: name) }

  /// The place of its only line.
  var whole: Place { Place(.start, Mark(line: 1, column: line(1).unicodeScalars.count + 1)) }

  /// What is wrong with all of it.
  func complaint(_ message: String, hint: String? = nil) -> Diagnostics {
    var diagnostics = Diagnostics(of: self)
    diagnostics.report(message, at: whole, hint: hint)
    return diagnostics
  }
}
