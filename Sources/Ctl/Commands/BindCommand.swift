import ArgumentParser
import OSCControl

struct BindCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bind",
    abstract: "Binds a MIDI control that you can name to a parameter.",
    discussion: """
      strumctl bind "cc 21 ch 1 -> out/gain" as a patch file writes it; 'strumctl learn' binds what is moved \
      next, lists what is bound, and ends bindings.
      """)

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  @Argument(help: "The control and the parameter, in quotes.")
  var binding: String

  func run() throws {
    try deed.ask(
      connection.client(root), "/midi/map/add", [.string(binding)], within: LoadCommand.patience)
  }
}
