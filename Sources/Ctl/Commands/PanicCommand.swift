import ArgumentParser

struct PanicCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "panic", abstract: "Ends every note that sounds.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  func run() throws {
    try connection.client(root).ask("/panic")
  }
}
