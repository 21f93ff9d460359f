import ArgumentParser

struct PreviousCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "previous", abstract: "Goes to the patch before in the set list.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  func run() throws {
    let answer = try connection.client(root).ask(
      "/setlist/previous", within: LoadCommand.patience)
    print(answer.arguments.plainText)
  }
}
