/// The shape of a graph, before it has memory: what the compiler orders.
package struct Topology: Sendable {
  /// How loud a wire is while the graph changes.
  package enum Fade: Sendable, BitwiseCopyable { case steady, rising, falling }

  /// A node, as far as ordering needs it: its ports by type, in the order of the declaration.
  package struct Vertex: Sendable {
    package let id: String
    package let inputs: [PortType]
    package let outputs: [PortType]

    package init(id: String, inputs: [PortType], outputs: [PortType]) {
      self.id = id
      self.inputs = inputs
      self.outputs = outputs
    }
  }

  /// A wire from an output to an input; vertices and ports go by their places in their lists.
  package struct Edge: Sendable {
    package let source: Int
    package let output: Int
    package let destination: Int
    package let input: Int
    package let isFeedback: Bool
    package let fade: Fade

    package init(
      source: Int, output: Int, destination: Int, input: Int, isFeedback: Bool = false,
      fade: Fade = .steady
    ) {
      self.source = source
      self.output = output
      self.destination = destination
      self.input = input
      self.isFeedback = isFeedback
      self.fade = fade
    }
  }

  package var vertices: [Vertex]
  package var edges: [Edge]

  package init(vertices: [Vertex], edges: [Edge]) {
    self.vertices = vertices
    self.edges = edges
  }
}
