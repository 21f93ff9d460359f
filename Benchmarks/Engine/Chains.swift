import Graph

/// A patch of `count` nodes of one kind in a chain.
func chain(_ kind: String, count: Int, parameters: [String: Float] = [:]) -> Patch {
  Patch(
    nodes: (0..<count).map { PatchNode(id: "n\($0)", kind: kind, parameters: parameters) },
    wires: (1..<count).map { Wire(Wire.End("n\($0 - 1)", "out"), Wire.End("n\($0)", "in")) })
}
