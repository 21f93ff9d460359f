/// A chord that a node has heard.
package struct HeardChord: Sendable {
  package let node: String

  /// In Harte's syntax, `N` for none.
  package let harte: String
  package let symbol: String

  /// 0 to 1.
  package let confidence: Float

  /// Whether the node has thought twice.
  package let isSettled: Bool

  /// The engine's frame from which on it sounds.
  package let frame: Int64

  package init(
    node: String, harte: String, symbol: String, confidence: Float, isSettled: Bool, frame: Int64
  ) {
    self.node = node
    self.harte = harte
    self.symbol = symbol
    self.confidence = confidence
    self.isSettled = isSettled
    self.frame = frame
  }
}
