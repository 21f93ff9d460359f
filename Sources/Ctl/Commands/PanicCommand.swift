import ArgumentParser

struct PanicCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "panic", abstract: "Ends every note that sounds.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  func run() throws {
    try deed.ask(connection.client(root), "/panic")
  }
}
