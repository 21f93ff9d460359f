import ArgumentParser
import OSCControl
import YAML

struct SendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send",
    abstract: "Sends any OSC message, and shows the answer.",
    discussion: """
      What has no verb of its own: strumctl send /patch/kinds, strumctl send /levels 10. Numbers are sent as such, \
      all else as text.
      """)

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  @Argument(
    parsing: .allUnrecognized, help: "The address, then its arguments.",
    completion: .custom(completeAddress))
  var words: [String]

  func run() throws {
    guard let first = words.first else { throw ValidationError("send takes an address") }
    try deed.ask(
      connection.client(root), address(of: first), words.dropFirst().map(OSCArgument.init(typed:)),
      within: LoadCommand.patience)
  }
}
