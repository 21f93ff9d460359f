import ArgumentParser
import OSCControl

struct LimitsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limits", abstract: "Shows what strumd refuses because it is too much.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  @Flag(help: "Print a JSON object.")
  var json = false

  func run() throws {
    AskedFacts(try connection.client(root).ask("/engine/limits").arguments).show(json: json)
  }
}
