/// What takes time waits for its turn, for which there is only so much room.
extension OSCServer {
  /// The most that may wait.
  package static let taskLimit = 64

  /// How much of that may be for other machines.
  private static let errandShare = StrangersShare(of: taskLimit)

  /// Counts `request` among what is being done until `answer` is told how it ended; another machine for which
  /// much is done already is refused.
  func errand(
    _ request: OSCRequest, _ answer: @escaping (ControlOutcome) -> Void
  ) throws(OSCFailure) -> (ControlOutcome) -> Void {
    let peer = request.peer
    guard peer.isStranger else { return answer }
    guard Self.errandShare.admits(peer, beside: errands) else {
      throw OSCFailure(.tooMany, "much that was asked for is not done yet; ask again when it is")
    }
    errands.append(peer)
    return { [weak self] outcome in
      if outcome.isFinal, let index = self?.errands.firstIndex(of: peer) {
        self?.errands.remove(at: index)
      }
      answer(outcome)
    }
  }
}
