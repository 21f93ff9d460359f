import ArgumentParser
import OSCControl

struct TempoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tempo", abstract: "Sets the tempo, or shows it.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  @Argument(help: "Beats per minute; without them, the tempo is shown.")
  var bpm: Float?

  @Flag(help: "Print a JSON object of the address and its value.")
  var json = false

  func run() throws {
    let arguments = bpm.map { [OSCArgument.float($0)] } ?? []
    let answer = try connection.client(root).ask("/tempo", arguments)
    SetValue("/tempo", answer.arguments).show(json: json)
  }
}
