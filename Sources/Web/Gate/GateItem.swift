import OSCControl

/// What a caller wants of the control thread.
enum GateItem: Sendable {
  case packet([UInt8], from: OSCPeer)
  case command(QueryCommand, from: OSCPeer)
  case ended(OSCPeer)

  /// A web socket is about to send sound to a node.
  case soundBegins(UInt32, node: String?)

  /// Samples at a rate in Hz, from a web socket.
  case sound([Float], rate: Double, from: UInt32)

  /// A recording has come to be analysed.
  case analysis(Analysis)

  /// What is known of the addresses under a path, and who waits for it.
  case survey(String, answer: @Sendable (QueryDocument) -> Void)

  /// For how many messages it counts among those of its web socket that wait.
  var weight: Int {
    switch self {
    case .packet(let bytes, _): 1 + bytes.count / WebLimits.messagePart
    case .sound(let samples, _, _):
      1 + samples.count * MemoryLayout<Float>.size / WebLimits.messagePart
    case .command, .ended, .soundBegins, .analysis, .survey: 1
    }
  }
}
