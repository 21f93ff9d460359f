import ArgumentParser
import Graph
import Nodes
import PatchFile
import YAML

struct NodesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nodes",
    abstract: "Lists the kinds of node, or shows all of one.",
    discussion: "strumd need not run.")

  @Argument(help: "The kind to show.")
  var kind: String?

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let declarations = try chosen(from: .linked)
    if json {
      let values = declarations.map(\.json)
      print((kind == nil ? JSON.array(values) : values[0]).pretty, terminator: "")
    } else {
      let reference = NodeReference(declarations)
      print(kind == nil ? reference.list : reference.pages, terminator: "")
    }
  }

  private func chosen(from kinds: NodeKinds) throws -> [NodeDeclaration] {
    guard let kind else { return kinds.declarations }
    if let found = kinds[kind] { return [found.declaration] }
    let hint = didYouMean(kind, kinds.names) ?? "'strumctl nodes' lists the kinds"
    throw ValidationError("unknown kind \(quoted(kind)); \(hint)")
  }
}
