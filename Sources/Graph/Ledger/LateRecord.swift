/// A cycle that took more than its budget, and what took so long.
package struct LateRecord: Sendable {
  /// The absolute frame at which the cycle began.
  package let frame: Int64

  /// What the cycle took, its period, and the share of it that the patch allows, in nanoseconds.
  package let duration: Int
  package let period: Int
  package let budget: Int

  /// In how many parts it was run, each from where something that had been sent was due.
  package let partCount: Int

  /// The ids of what was over its usual cost by the most, or cost the most where all was as usual.
  ///
  /// One node, or several that were timed together; none where it was the engine itself.
  package let nodes: [String]

  /// What they took, and what they take as a rule, in nanoseconds.
  package let cost: Int
  package let usual: Int

  /// How many nodes had been left out.
  package let shedCount: Int

  /// Whether the system let somebody else run meanwhile, so that nobody's cost is known.
  package let isInterruption: Bool

  /// What the system did to the audio thread meanwhile.
  package let disturbance: Disturbance

  /// Whose doing a late cycle was.
  package enum Doing: String, Sendable {
    /// That of nodes and engine: all they took, they may have taken by themselves.
    case ours

    /// The system's, which let somebody else run.
    case system

    /// Something took many times what it ever takes, and the system says of nothing: an interrupt, or
    /// the machine below a virtual one.
    case unknown
  }

  /// A node that works through a block does not take this many times as long for another block; a cycle in
  /// parts is as many blocks.
  private static let implausible = 20

  /// Whose doing it was, as far as can be told.
  package var doing: Doing {
    if isInterruption || isMissed && duration - disturbance.wait <= period { return .system }
    guard disturbance.pageFaults == 0 else { return .ours }
    return usual > 0 && cost > Self.implausible * usual * max(1, partCount) ? .unknown : .ours
  }

  /// Whether the deadline itself was missed.
  package var isMissed: Bool { duration > period }
}
