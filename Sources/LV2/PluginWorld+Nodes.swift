import CLilv

extension PluginWorld {
  /// The node of `uri`, kept for as long as the world; with the lock held.
  func term(_ uri: String) -> OpaquePointer? {
    if let node = terms[uri] { return node }
    let node = lilv_new_uri(world, uri)
    terms[uri] = node
    return node
  }

  /// The text of a node, whatever it is.
  func text(_ node: OpaquePointer?) -> String {
    node.flatMap { lilv_node_as_string($0) }.map { String(cString: $0) } ?? ""
  }

  /// The members of a collection, which must outlive them.
  func list(_ nodes: UnsafeRawPointer?) -> [OpaquePointer] {
    guard let nodes else { return [] }
    var found: [OpaquePointer] = []
    var place = lilv_nodes_begin(nodes)
    while !lilv_nodes_is_end(nodes, place) {
      if let node = lilv_nodes_get(nodes, place) { found.append(node) }
      place = lilv_nodes_next(nodes, place)
    }
    return found
  }
}
