import ArgumentParser
import OSCControl
import YAML

struct SetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Sets a parameter, and shows what it became.",
    discussion: """
      A parameter is 'node/name'; a name that begins with '/' is any OSC address, such as /tempo. \
      A pattern sets all that it stands for.
      """)

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  @Argument(help: "What to set.", completion: .custom(completeParameters))
  var name: String

  @Argument(parsing: .allUnrecognized, help: "A number, true or false, or one of its names.")
  var value: [String]

  @Flag(help: "Print a JSON object of the address and its value.")
  var json = false

  func run() throws {
    guard value.count == 1 else { throw ValidationError("set takes one name and one value") }
    let address = address(of: name)
    let answer = try connection.client(root).ask(address, [OSCArgument(typed: value[0])]).arguments
    let isClamped = answer.last == .string("clamped") && answer.count > 1
    let became = isClamped ? Array(answer.dropLast()) : answer
    if json {
      print(
        JSON.object([
          (key: address, value: became.json), (key: "clamped", value: .boolean(isClamped)),
        ]).compact)
    } else if AddressPattern.isPattern(address) {
      print("\(became.plainText) set" + (isClamped ? ", limited to their ranges" : ""))
    } else {
      print(became.plainText + (isClamped ? " (limited to its range)" : ""))
    }
  }
}
