import ArgumentParser
import OSCControl

struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph", abstract: "Shows the nodes that play, and the wires between them.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  @Flag(help: "Print a JSON object, with ports and settings.")
  var json = false

  func run() throws {
    let answer = try connection.client(root).ask("/patch/graph", within: LoadCommand.patience)
    let graph = answer.arguments.first?.text ?? ""
    guard !json else {
      print(graph)
      return
    }
    guard let rig = RunningRig(graph) else {
      throw DaemonError.refused("strumd is of another version; ask with --json")
    }
    print(rig.text, terminator: "")
  }
}
