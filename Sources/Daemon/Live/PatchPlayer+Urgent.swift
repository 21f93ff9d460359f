import Graph

/// What does not wait for its turn: the patch is taken back, or a server wants another pace.
extension PatchPlayer {
  /// Gets ready for a server of `pace`, and returns whether it is; call it again until then, while no audio
  /// thread runs.
  ///
  /// The engine begins anew at another rate, and where its nodes have not played yet and were told another
  /// length; the nodes are made in the workshop, and parameters stay as they are.
  func prepare(for pace: Pace) -> Bool {
    guard !isAdapting(to: pace) else { return false }
    usualFrameCount = pace.frameCount
    let isTold = engine.status.cycles > 0 || engine.isMade(for: pace.frameCount)
    guard pace.sampleRate != engine.configuration.sampleRate || !isTold else {
      forgetAdaption()
      return true
    }
    forgetAdaption()
    hasten(PatchTask(.adapt(pace)))
    return false
  }

  /// Has the patch taken back that the engine has found too much.
  func followRetreat() {
    guard engine.retreat != nil, work?.task.isRetreat != true,
      !waiting.contains(where: \.isRetreat)
    else { return }
    hasten(PatchTask(.retreat))
  }

  private func isAdapting(to pace: Pace) -> Bool {
    ([work?.task].compactMap(\.self) + waiting).contains { $0.pace == pace }
  }

  private func forgetAdaption() {
    waiting.removeAll { $0.pace != nil }
    if work?.task.pace != nil { setAside() }
  }

  /// Does `task` before everything else, which begins anew after it.
  private func hasten(_ task: PatchTask) {
    if let work, work.task.canBeginAnew {
      setAside()
      waiting.insert(work.task, at: 0)
    }
    waiting.insert(task, at: 0)
    proceed()
  }

  /// Gives up what is under way.
  private func setAside() {
    guard let work else { return }
    workshop.abandon(work.ticket)
    self.work = nil
  }
}
