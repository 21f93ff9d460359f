import ArgumentParser

struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Takes the last change of parameters or patch back.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  func run() throws {
    try deed.ask(connection.client(root), "/undo")
  }
}
