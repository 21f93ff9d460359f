import ArgumentParser
import OSCControl

struct RemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Takes a node out of what runs, with its wires.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  @Argument(help: "The id of the node.", completion: .custom(completeNode))
  var id: String

  func run() throws {
    try deed.ask(
      connection.client(root), "/node/remove", [.string(id)], within: LoadCommand.patience)
  }
}
