private import Graph

/// Which addresses each node of a patch has, to tell what a change of the patch means for them.
struct NodeContents {
  private var parameters: [String: [String]] = [:]

  init(_ parameters: [ControlParameter]) {
    for parameter in parameters {
      self.parameters[parameter.node, default: []].append(parameter.declaration.name)
    }
  }

  /// What has become of the nodes that were there `earlier`, and of those that were not, in the
  /// order of their names; `renames` are those that clients asked for, the old name first.
  func changes(since earlier: NodeContents, renames: [String: String]) -> [AddressChange] {
    let renames = renames.filter { old, new in
      earlier.parameters[old] != nil && earlier.parameters[new] == nil && parameters[old] == nil
        && parameters[new] != nil
    }
    let known = Set(renames.values)
    let nodes = Set(parameters.keys).union(earlier.parameters.keys).sorted()
    return nodes.compactMap { node in
      if let new = renames[node] { return .renamed(Self.path(node), to: Self.path(new)) }
      guard !known.contains(node) else { return nil }
      switch (earlier.parameters[node], parameters[node]) {
      case (nil, _?): return .added(Self.path(node))
      case (_?, nil): return .removed(Self.path(node))
      case (let before?, let after?): return before == after ? nil : .changed(Self.path(node))
      case (nil, nil): return nil
      }
    }
  }

  private static func path(_ node: String) -> String { "/node/\(node)" }
}
