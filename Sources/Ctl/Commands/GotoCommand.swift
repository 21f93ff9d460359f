import ArgumentParser
import OSCControl

struct GotoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "goto", abstract: "Goes to a patch of the set list.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  @Argument(help: "Its number, from 1, or its file.")
  var patch: String

  func run() throws {
    try deed.ask(
      connection.client(root), "/setlist/goto", [.string(patch)], within: LoadCommand.patience)
  }
}
