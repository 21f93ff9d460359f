/// All that is wrong in one text, gathered in one pass.
package struct Diagnostics: Error, Sendable {
  let source: SourceText
  private var found: [Diagnostic] = []

  /// How many diagnostics are kept: more help nobody, and a hostile text could ask for millions.
  package static let limit = 100

  package init(of source: SourceText) {
    self.source = source
  }

  /// What is wrong with the whole file at `path`, of which nothing is quoted.
  package init(of path: String, _ message: String) {
    self.init(of: SourceText([], name: path))
    report(message, at: Place(.start, .start))
  }

  /// Whether nothing is wrong so far.
  package var isEmpty: Bool { found.isEmpty }

  /// Whether no more will be kept, so that a reader may stop.
  package var isFull: Bool { found.count >= Self.limit }

  /// The diagnostics in the order of the text.
  package var all: [Diagnostic] {
    found.enumerated().sorted { left, right in
      (left.element.place.start, left.offset) < (right.element.place.start, right.offset)
    }.map(\.element)
  }

  /// Records that something is wrong at `place`, unless there is enough already.
  package mutating func report(_ message: String, at place: Place, hint: String? = nil) {
    guard !isFull else { return }
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
  package var description: String {
    all.map(\.description).joined()
      + (isFull ? "\(source.name): \(Self.limit) errors; the search ends here\n" : "")
  }

  /// Every diagnostic, as a JSON array.
  package var json: JSON { .array(all.map(\.json)) }
}
