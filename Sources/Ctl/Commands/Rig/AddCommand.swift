import ArgumentParser
import Graph
import Nodes
import OSCControl

struct AddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Adds a node to what runs.",
    discussion: """
      strumctl add dark lowpass frequency 2000, then strumctl wire clean dark. 'strumctl nodes KIND' shows what a \
      kind takes, 'strumctl undo' takes it back, 'strumctl save' keeps it.
      """)

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  @Argument(help: "The id that the node gets: a lower-case word.")
  var id: String

  @Argument(help: "Its kind.", completion: .list(NodeKinds.linked.names))
  var kind: String

  @Argument(
    parsing: .allUnrecognized, help: "Names and values of parameters and settings, in turn.",
    completion: .custom(completeAdded))
  var values: [String] = []

  func run() throws {
    guard values.count % 2 == 0 else {
      throw ValidationError("'\(values[values.count - 1])' lacks its value")
    }
    let arguments = [OSCArgument.string(id), .string(kind)] + values.map(OSCArgument.string)
    try deed.ask(connection.client(root), "/node/add", arguments, within: LoadCommand.patience)
  }
}
