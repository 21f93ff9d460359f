/// A command behind one pointer, with the frame at which it is due.
package struct CommandCell: ~Copyable {
  /// The absolute frame; `Int64.min` for as soon as possible.
  let frame: Int64
  private var command: any Command

  init(frame: Int64, _ command: any Command) {
    self.frame = frame
    self.command = command
  }

  /// Applies the command, whose own `@_noLocks` covers what this dynamic call hides from the check.
  @_semantics("no_performance_analysis")
  mutating func apply(to executor: inout Executor) { command.apply(to: &executor) }

  mutating func finish() { command.finish() }
}
