import ArgumentParser
import OSCControl
import YAML

struct SetlistCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setlist", abstract: "Shows where in the set list you are.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  @Flag(help: "Print a JSON object.")
  var json = false

  func run() throws {
    let place = try connection.client(root).ask("/setlist").arguments
    guard place.count == 4 else { throw DaemonError.refused("no set list is played from") }
    if json {
      let names = ["number", "count", "name", "patch"]
      print(JSON.object(zip(names, place).map { (key: $0, value: $1.json) }).compact)
    } else {
      let words = place.map(\.plainText)
      print("\(words[0]) of \(words[1])  \(words[2])  \(words[3])")
    }
  }
}
