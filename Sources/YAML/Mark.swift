/// A position in a text; lines and columns count from 1, columns in Unicode scalars.
package struct Mark: Hashable, Comparable, Sendable, BitwiseCopyable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The first position of a text.
  package static let start = Mark(line: 1, column: 1)

  package static func < (left: Mark, right: Mark) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
