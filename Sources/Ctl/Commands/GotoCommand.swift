import ArgumentParser
import OSCControl

struct GotoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "goto", abstract: "Goes to a patch of the set list.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  @Argument(help: "Its number, from 1, or its file.")
  var patch: String

  func run() throws {
    let answer = try connection.client(root).ask(
      "/setlist/goto", [.string(patch)], within: LoadCommand.patience)
    print(answer.arguments.plainText)
  }
}
