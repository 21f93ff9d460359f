import ArgumentParser

struct RedoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redo", abstract: "Makes the change again that was taken back last.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  func run() throws {
    try deed.ask(connection.client(root), "/redo")
  }
}
