private import Graph

/// Which addresses each node of a patch has, to tell what a change of the patch means for them.
struct NodeContents {
  private var parameters: [String: [String]] = [:]

  init(_ parameters: [ControlParameter]) {
    for parameter in parameters {
      self.parameters[parameter.node, default: []].append(parameter.declaration.name)
    }
  }

  /// What has become of the nodes that were there `earlier`, and of those that were not, by path.
  func changes(since earlier: NodeContents) -> [(AddressChange, String)] {
    let nodes = Set(parameters.keys).union(earlier.parameters.keys).sorted()
    return nodes.compactMap { node in
      let path = "/node/\(node)"
      switch (earlier.parameters[node], parameters[node]) {
      case (nil, _?): return (.added, path)
      case (_?, nil): return (.removed, path)
      case (let before?, let after?): return before == after ? nil : (.changed, path)
      case (nil, nil): return nil
      }
    }
  }
}
