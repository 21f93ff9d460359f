import ArgumentParser
import OSCControl

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Shows how the running strumd is.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  @Flag(help: "Print a JSON object.")
  var json = false

  func run() throws {
    let client = try connection.client(root)
    var facts = AskedFacts(try client.ask("/engine/status").arguments)
    for name in ["chord", "key"] {
      facts.append(name, try client.ask("/" + name).arguments.first ?? .null)
    }
    facts.show(json: json)
  }
}
