import Graph
import Nodes
import OSCControl

/// A line that a shell completes, up to the word that is under way.
struct CompletedLine {
  /// The words of the verb before the one that is completed, without options.
  let words: [String]

  private let port: UInt16?

  /// `words` are all words of the line, of which that at `index` is under way.
  init(_ words: [String], _ index: Int, after verb: String) {
    let port = words.firstIndex(of: "--osc-port").flatMap { words.dropFirst($0 + 1).first }
    self.port = port.flatMap { UInt16($0) }
    let behind = words.prefix(max(0, index)).drop { $0 != verb }.dropFirst()
    var plain: [String] = []
    var isValue = false
    for word in behind {
      if !isValue, !word.hasPrefix("--") { plain.append(word) }
      isValue = word == "--osc-port"
    }
    self.words = plain
  }

  private func client() -> DaemonClient? {
    try? DaemonClient(port: port, else: ConnectionOptions.defaultPort)
  }

  /// What plays; `nil` where strumd does not answer.
  var rig: RunningRig? {
    guard let answer = try? client()?.ask("/patch/graph", within: 1) else { return nil }
    return answer.arguments.first?.text.flatMap(RunningRig.init)
  }

  /// The addresses of the parameters of the patch that plays.
  var addresses: [String] {
    guard let answer = try? client()?.ask("/node//", within: 1) else { return [] }
    return answer.messages.map(\.address).filter { $0.hasPrefix(Self.folder) }
  }

  /// The parameters, as `node/name`.
  var parameters: [String] { addresses.map { String($0.dropFirst(Self.folder.count)) } }

  private static let folder = "/node/"

  /// The values that a parameter, as someone means it, has names for.
  func values(of name: String) -> [String] {
    let parts = address(of: name).split(separator: "/").map(String.init)
    guard parts.count == 3, parts[0] == "node",
      let kind = rig?.nodes.first(where: { $0.id == parts[1] })?.kind
    else { return [] }
    return Self.values(of: parts[2], kind: kind)
  }

  /// The names of values that parameter or setting `name` of nodes of `kind` has.
  static func values(of name: String, kind: String) -> [String] {
    guard let declaration = NodeKinds.linked[kind]?.declaration else { return [] }
    switch declaration.parameters.first(where: { $0.name == name })?.form {
    case .toggle: return ["true", "false"]
    case .choice(let names): return names
    default: break
    }
    guard case .choice(let names) = declaration.settings.first(where: { $0.name == name })?.form
    else { return [] }
    return names
  }
}
