import ArgumentParser
import OSCControl

struct WireCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wire",
    abstract: "Adds wires from node to node.",
    discussion: """
      strumctl wire guitar clean out, or with ports where there is a choice: strumctl wire ear.chord \
      band.chord. In quotes it may stand as in a patch file: "guitar -> clean -> out".
      """)

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  @Flag(help: "The wire leads back, a block later, and so may close a loop.")
  var feedback = false

  @Argument(
    help: "Nodes or ports, as NODE.PORT, from where the signal comes to where it goes.",
    completion: .custom(completeWire))
  var ends: [String]

  func run() throws {
    let wires = try WireEnds(ends, isFeedback: feedback)
    try deed.ask(
      connection.client(root), "/wire/add", [.string(wires.text)], within: LoadCommand.patience)
  }
}
