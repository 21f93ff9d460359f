import ArgumentParser
import OSCControl

struct UnwireCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unwire",
    abstract: "Takes wires out of what runs.",
    discussion: """
      strumctl unwire clean out; 'strumctl graph' shows what is wired.
      """)

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  @Argument(
    help: "Nodes or ports, as NODE.PORT, from where the signal comes to where it goes.",
    completion: .custom(completeUnwire))
  var ends: [String]

  func run() throws {
    let wires = try WireEnds(ends)
    try deed.ask(
      connection.client(root), "/wire/remove", [.string(wires.text)],
      within: LoadCommand.patience)
  }
}
