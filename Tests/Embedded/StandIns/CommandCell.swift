/// Stands in for a command behind `any Command`, in the same way.
struct CommandCell: ~Copyable {
  let frame: Int64
  private let shell: CommandShell

  init<C: Command>(frame: Int64, _ command: C) {
    self.frame = frame
    shell = CommandHolder(command)
  }

  @_semantics("no_performance_analysis")
  mutating func apply(to executor: inout Executor) { shell.apply(to: &executor) }

  mutating func finish() { shell.finish() }
}

private class CommandShell {
  func apply(to executor: inout Executor) {}
  func finish() {}
}

private final class CommandHolder<C: Command>: CommandShell {
  private var command: C

  init(_ command: C) { self.command = command }

  override func apply(to executor: inout Executor) { command.apply(to: &executor) }
  override func finish() { command.finish() }
}
