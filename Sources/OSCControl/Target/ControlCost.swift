/// What a node costs, as OSC tells it.
package struct ControlCost: Hashable, Sendable {
  package let node: String

  /// Mean, minimum, maximum, median and 99th percentile in microseconds a cycle; the mean's share of
  /// the period; the cycles that were timed, and how many were late through this node.
  package let values: [OSCArgument]

  package init(node: String, values: [OSCArgument]) {
    self.node = node
    self.values = values
  }

  /// Where it is told.
  package var address: String { "/ledger/node/\(node)" }
}
