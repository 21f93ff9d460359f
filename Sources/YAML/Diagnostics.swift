/// All that is wrong in one text, gathered in one pass.
package struct Diagnostics: Error, Sendable {
  let source: SourceText
  private var found: [Diagnostic] = []

  package init(of source: SourceText) {
    self.source = source
  }

  package var isEmpty: Bool { found.isEmpty }

  /// The diagnostics in the order of the text.
  package var all: [Diagnostic] {
    found.enumerated().sorted { left, right in
      (left.element.place.start, left.offset) < (right.element.place.start, right.offset)
    }.map(\.element)
  }

  /// Records that something is wrong at `place`.
  package mutating func report(_ message: String, at place: Place, hint: String? = nil) {
    found.append(
      Diagnostic(
        file: source.name, place: place, message: message, hint: hint,
        sourceLine: source.line(place.start.line)))
  }

  /// Throws what was recorded, if anything was.
  package func check() throws(Diagnostics) {
    if !isEmpty { throw self }
  }
}

extension Diagnostics: CustomStringConvertible {
  /// Every diagnostic as a compiler prints it.
  package var description: String { all.map(\.description).joined() }

  /// Every diagnostic, as a JSON array.
  package var json: JSON { .array(all.map(\.json)) }
}
