import ArgumentParser
import OSCControl

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

  @Argument(
    parsing: .allUnrecognized, help: "A number, true or false, or one of its names.",
    completion: .custom(completeValue))
  var value: [String]

  @Flag(help: "Print a JSON object of the address and its value.")
  var json = false

  func run() throws {
    guard value.count == 1 else { throw ValidationError("set takes one name and one value") }
    let address = address(of: name)
    let answer = try connection.client(root).ask(address, [OSCArgument(typed: value[0])]).arguments
    SetValue(address, answer).show(json: json)
  }
}
