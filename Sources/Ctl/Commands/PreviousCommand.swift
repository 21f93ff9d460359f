import ArgumentParser

struct PreviousCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "previous", abstract: "Goes to the patch before in the set list.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  func run() throws {
    try deed.ask(connection.client(root), "/setlist/previous", within: LoadCommand.patience)
  }
}
