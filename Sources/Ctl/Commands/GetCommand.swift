import ArgumentParser
import OSCControl
import YAML

struct GetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get",
    abstract: "Shows values, of all parameters if none is named.",
    discussion: """
      A parameter is 'node/name'; a name that begins with '/' is any OSC address, such as /tempo. \
      Patterns stand for many: 'strumctl get "clean/*"'.
      """)

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  @Argument(help: "What to show.", completion: .custom(completeTold))
  var names: [String] = ["/node//"]

  @Flag(help: "Print a JSON object of addresses and values.")
  var json = false

  func run() throws {
    let client = try connection.client(root)
    var values: [(address: String, arguments: [OSCArgument])] = []
    for name in names { values += try Self.values(of: address(of: name), client) }
    if json {
      print(
        JSON.object(values.map { (key: $0.address, value: $0.arguments.json) }).pretty,
        terminator: "")
    } else if values.count == 1, names.count == 1, !AddressPattern.isPattern(names[0]) {
      print(values[0].arguments.plainText)
    } else {
      for value in values { print("\(value.address) \(value.arguments.plainText)") }
    }
  }

  private static func values(
    of address: String, _ client: DaemonClient
  ) throws -> [(address: String, arguments: [OSCArgument])] {
    let answer = try client.ask(address)
    guard AddressPattern.isPattern(address) else { return [(address, answer.arguments)] }
    return answer.messages.map { ($0.address, $0.arguments) }
  }
}
