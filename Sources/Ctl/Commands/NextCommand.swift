import ArgumentParser

struct NextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next", abstract: "Goes to the next patch of the set list.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  func run() throws {
    let answer = try connection.client(root).ask(
      "/setlist/next", within: LoadCommand.patience)
    print(answer.arguments.plainText)
  }
}
