import Graph

/// A patch of `count` nodes of one kind in a chain.
func chain(_ kind: String, count: Int, parameters: [String: Float] = [:]) -> Patch {
  Patch(
    nodes: (0..<count).map { PatchNode(id: "n\($0)", kind: kind, parameters: parameters) },
    wires: (1..<count).map { Wire(Wire.End("n\($0 - 1)", "out"), Wire.End("n\($0)", "in")) })
}

/// A patch of `count` chains of `length` nodes of one kind, side by side.
func branches(_ kind: String, count: Int, length: Int) -> Patch {
  let ids = (0..<count).map { branch in (0..<length).map { "b\(branch)_\($0)" } }
  return Patch(
    nodes: ids.joined().map { PatchNode(id: $0, kind: kind) },
    wires: ids.flatMap { chain in
      zip(chain, chain.dropFirst()).map { Wire(Wire.End($0, "out"), Wire.End($1, "in")) }
    })
}
