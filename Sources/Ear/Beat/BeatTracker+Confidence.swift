/// How sure it is.
extension BeatTracker {
  /// Onsets that it takes to be as sure as can be.
  private static let enough = 6

  /// What the filter believes, less while little was heard and while the player pauses.
  func sureness(_ belief: Float, patience: Double) -> Float {
    let begun = isLocked ? 1 : min(1, Float(onsetCount) / Float(Self.enough))
    return belief * begun * min(1, Float(2 * patience))
  }

  /// How sure it is that the beat is found: the filter is mostly sure of one, and a network tells whether that is
  /// the player's.
  func confidence(_ belief: Float) -> Float {
    guard network != nil, !isLocked, !isCountedIn, let likelihood = bars.likelihood else {
      return belief
    }
    // Part of what speaks for a beat lies beside the looks next to it: `docs/decisions.md`.
    return min(belief, 2 * likelihood / (1 + likelihood))
  }
}
