/// What takes time waits for its turn, for which there is only so much room.
extension OSCServer {
  /// The most that may wait.
  package static let taskLimit = 64

  /// How much of that may be for other machines.
  private static let errandShare = StrangersShare(of: taskLimit)

  /// How many charts other machines may wait for: each takes as long as hours of music make it, and what they
  /// wait for, a change of the patch waits for, too.
  private static let chartShare = StrangersShare(each: 1, all: 2)

  /// Counts `request` among what is being done until `answer` is told how it ended; another machine for which
  /// much is done already is refused.
  func errand(
    _ request: OSCRequest, _ answer: @escaping (ControlOutcome) -> Void
  ) throws(OSCFailure) -> (ControlOutcome) -> Void {
    let peer = request.peer
    guard peer.isStranger else { return answer }
    let isChart = OSCCommand(rawValue: request.address) == .chart
    let alike = isChart ? errands.filter(\.isChart) : errands
    let share = isChart ? Self.chartShare : Self.errandShare
    guard share.admits(peer, beside: alike.map(\.peer)),
      Self.errandShare.admits(peer, beside: errands.map(\.peer))
    else {
      throw OSCFailure(.tooMany, "much that was asked for is not done yet; ask again when it is")
    }
    let errand = Errand(peer: peer, isChart: isChart)
    errands.append(errand)
    return { [weak self] outcome in
      if outcome.isFinal, let index = self?.errands.firstIndex(of: errand) {
        self?.errands.remove(at: index)
      }
      answer(outcome)
    }
  }
}

/// What is being done for another machine.
struct Errand: Equatable {
  let peer: OSCPeer
  let isChart: Bool
}
