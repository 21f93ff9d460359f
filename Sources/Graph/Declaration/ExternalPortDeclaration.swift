/// A port of the whole engine, which a node opens to the world outside.
package struct ExternalPortDeclaration: Sendable, Hashable {
  /// Which way samples or messages go, as the engine sees it.
  package enum Direction: Sendable { case input, output }

  /// What goes through the port.
  package enum Medium: Sendable { case audio, midi }

  /// What is added to the node's id to name the port: "" or "_l".
  package let suffix: String
  package let direction: Direction
  package let medium: Medium

  package init(_ direction: Direction, _ medium: Medium, suffix: String = "") {
    self.suffix = suffix
    self.direction = direction
    self.medium = medium
  }
}
