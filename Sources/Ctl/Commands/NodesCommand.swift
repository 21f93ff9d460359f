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

  @Argument(help: "The kind to show.", completion: .list(NodeKinds.linked.names))
  var kind: String?

  @Argument(
    help: "What the node would be made with: for lv2, the plugin's URI.",
    completion: .custom(completePlugin))
  var plugin: String?

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print a page in Markdown.")
  var markdown = false

  func validate() throws {
    if json, markdown { throw ValidationError("choose one of --json and --markdown") }
  }

  func run() throws {
    let declarations = try chosen(from: .linked)
    if json {
      let values = declarations.map(\.json)
      print((kind == nil ? JSON.array(values) : values[0]).pretty, terminator: "")
    } else {
      let reference = NodeReference(declarations)
      print(
        markdown ? reference.markdown : kind == nil ? reference.list : reference.pages,
        terminator: "")
    }
  }

  private func chosen(from kinds: NodeKinds) throws -> [NodeDeclaration] {
    guard let kind else { return kinds.declarations }
    if let found = kinds[kind] { return [try declaration(of: found)] }
    let hint = didYouMean(kind, kinds.names) ?? "'strumctl nodes' lists the kinds"
    throw ValidationError("unknown kind \(quoted(kind)); \(hint)")
  }

  /// What a node of `kind` declares when it is made with what the user named.
  private func declaration(of kind: NodeKind) throws -> NodeDeclaration {
    guard let plugin else { return kind.declaration }
    guard let setting = kind.declaration.settings.first(where: \.isRequired) else {
      throw ValidationError("\(kind.declaration.kind) is made with nothing; leave '\(plugin)' out")
    }
    let found: NodeDeclaration
    do throws(NodeError) {
      found = try kind.declaration(for: [setting.name: .text(plugin)])
    } catch {
      throw ValidationError(error.message)
    }
    guard found.variability != .unknown else {
      throw ValidationError(
        "no plugin \(quoted(plugin)) is installed; 'strumctl plugins' lists those that are")
    }
    return found
  }
}
