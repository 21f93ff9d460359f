/// A connection from an output to an input.
package struct Wire: Hashable, Sendable, CustomStringConvertible {
  /// One end of a wire, with the port's name.
  package struct End: Hashable, Sendable {
    package var node: String
    package var port: String

    package init(_ node: String, _ port: String) {
      self.node = node
      self.port = port
    }
  }

  package var source: End
  package var destination: End

  /// Whether the wire delivers what its source made in the cycle before, which breaks a loop.
  package var isFeedback: Bool

  package init(_ source: End, _ destination: End, isFeedback: Bool = false) {
    self.source = source
    self.destination = destination
    self.isFeedback = isFeedback
  }

  package var description: String {
    "\(source.node).\(source.port) -> \(destination.node).\(destination.port)"
      + (isFeedback ? " feedback" : "")
  }
}
