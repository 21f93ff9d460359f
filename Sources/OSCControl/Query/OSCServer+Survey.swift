private import Graph

extension OSCServer {
  /// Every address at or under `path`, sorted, with what it tells; none where there is none.
  package func survey(under path: String) -> [AddressState] {
    followTarget()
    let head = path == "/" ? "/" : path + "/"
    return declarations.filter { $0.address == path || $0.address.hasPrefix(head) }
      .map { AddressState(declaration: $0, value: value(of: $0)) }
  }

  /// One sentence about each node of the running patch, by its path.
  package var nodeDocs: [String: String] {
    Dictionary(target.nodes.map { ($0.address, $0.declaration.doc) }) { first, _ in first }
  }

  /// All that is declared, each address once: what can be sent to goes before what is only told.
  func declareAddresses() -> [AddressDeclaration] {
    let all =
      parameters.map(\.addressDeclaration) + OSCCommand.allCases.map(\.declaration) + Topics.fixed
      + target.nodes.flatMap(\.reports)
    var seen: Set<String> = []
    return all.filter { seen.insert($0.address).inserted }.sorted { $0.address < $1.address }
  }

  private func value(of declaration: AddressDeclaration) -> [OSCArgument]? {
    guard declaration.access != .write else { return nil }
    if declaration.address == OSCCommand.tempo.rawValue { return [.float(Float(target.tempo))] }
    return topics.index(of: declaration.address).flatMap(arguments)
  }
}
