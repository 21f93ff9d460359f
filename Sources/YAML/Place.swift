/// The stretch of a text from one mark up to, not including, another.
package struct Place: Hashable, Sendable, BitwiseCopyable {
  package let start: Mark
  package let end: Mark

  package init(_ start: Mark, _ end: Mark) {
    self.start = start
    self.end = end
  }

  /// The part of this place that starts `offset` scalars in and is `length` scalars long.
  ///
  /// Meant for values on one line, such as a name within a wire.
  package func part(at offset: Int, length: Int) -> Place {
    let column = start.column + offset
    return Place(
      Mark(line: start.line, column: column), Mark(line: start.line, column: column + length))
  }
}
