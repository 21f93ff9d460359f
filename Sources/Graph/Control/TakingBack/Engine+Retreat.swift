extension Engine {
  /// Decides to play `earlier` again because of `reason`, and does it unless somebody else makes its nodes.
  func decideRetreat(to earlier: PatchVersion, _ reason: String, culprit: String? = nil) {
    retreat = Retreat(
      earlier: earlier, reason: reason, culprit: culprit, generation: patchGeneration)
    if !announcesRetreats { performRetreat() }
  }

  /// Plays the patch of ``retreat`` again, for which `prepared` has what nodes are ready; others are made.
  ///
  /// Does nothing where another patch has come meanwhile, and leaves the patch where that is not to be had.
  package func performRetreat(with prepared: PreparedPatch? = nil) {
    guard let due = retreat else { return }
    guard due.generation == patchGeneration else {
      retreat = nil
      return
    }
    let refused = source
    let ready = prepared ?? PreparedPatch(due.earlier, [:])
    guard (try? apply(ready, setting: [])) != nil else {
      giveUpRetreat()
      return
    }
    retreat = nil
    history.forgetPatch()
    rollbacks.append(Rollback(source: refused, earlier: source, reason: due.reason))
  }

  /// Leaves the patch as it is, since the nodes of the one before are not to be had any more.
  package func giveUpRetreat() {
    if let culprit = retreat?.culprit { ledger.announceBypass(of: culprit) }
    retreat = nil
  }

  /// Returns the patches that were taken back since the last call.
  package func takeRollbacks() -> [Rollback] {
    defer { rollbacks = [] }
    return rollbacks
  }
}
