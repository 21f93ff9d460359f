import ArgumentParser
import OSCControl
import YAML

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Shows how the running strumd is.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  @Flag(help: "Print a JSON object.")
  var json = false

  func run() throws {
    let client = try connection.client(root)
    var facts = Self.pairs(try client.ask("/engine/status").arguments)
    for name in ["chord", "key"] {
      facts.append((name, try client.ask("/" + name).arguments.first ?? .null))
    }
    if json {
      print(JSON.object(facts.map { (key: $0.0, value: $0.1.json) }).pretty, terminator: "")
    } else {
      let width = facts.map(\.0.count).max() ?? 0
      for (name, value) in facts {
        print(name + String(repeating: " ", count: width - name.count + 2) + value.plainText)
      }
    }
  }

  /// Names and values that alternate.
  static func pairs(_ arguments: [OSCArgument]) -> [(String, OSCArgument)] {
    stride(from: 0, to: arguments.count - 1, by: 2).map {
      (arguments[$0].plainText, arguments[$0 + 1])
    }
  }
}
