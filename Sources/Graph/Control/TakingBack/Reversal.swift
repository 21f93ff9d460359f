/// A change that is about to be taken back, or made again.
package struct Reversal {
  /// Whether a change is taken back, or made again.
  package enum Direction: Hashable, Sendable { case undo, redo }

  let edit: Edit
  package let direction: Direction

  init(_ edit: Edit, _ direction: Direction) {
    self.edit = edit
    self.direction = direction
  }

  /// The patch that it brings back; `nil` where only parameters change.
  package var version: PatchVersion? { edit.version }
}
