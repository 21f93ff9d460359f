import ArgumentParser
import OSCControl

struct RenameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Gives a node another id, under which it plays on.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  @Argument(help: "The id that it has.", completion: .custom(completeNode))
  var id: String

  @Argument(help: "The id that it gets.")
  var name: String

  func run() throws {
    try deed.ask(
      connection.client(root), "/node/rename", [.string(id), .string(name)],
      within: LoadCommand.patience)
  }
}
