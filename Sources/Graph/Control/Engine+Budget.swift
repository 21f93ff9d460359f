extension Engine {
  /// What the nodes of `version` are expected to take, in nanoseconds a frame, the costliest first;
  /// those that the patch would leave out in need are not among them.
  ///
  /// A node that runs already takes what it took of late, a new one what others of its kind did in this
  /// process; of other kinds nothing is known.
  package func forecast(_ version: PatchVersion) -> [(node: String, cost: Double)] {
    for node in living.values { ledger.learn(node.cost) }
    let optional = Set(version.patch.shed)
    let costs = version.patch.nodes.filter { !optional.contains($0.id) }.map { node in
      let running = running(node, version.environment)?.cost
      let cost = running.flatMap { $0.recent > 0 ? $0.recent : nil }
      let isForeign = kinds[node.kind]?.declaration.isForeign == true
      let species = NodeCost.species(node, isForeign: isForeign)
      return (node: node.id, cost: cost ?? ledger.usualCost(of: species))
    }
    return costs.sorted { $0.cost > $1.cost }
  }

  /// Refuses what would take more than its budget as far as anybody knows.
  func refuseExcess(of version: PatchVersion) throws(LoadError) {
    guard !environment.isOffline, !instances.isEmpty else { return }
    let forecast = forecast(version)
    let total = forecast.map(\.cost).reduce(0, +) * Double(ledger.frameCount)
    let allowed = ledger.period * version.patch.budget
    guard total > allowed else { return }
    let costliest = forecast.prefix(3).filter { $0.cost > 0 }.map { entry in
      GraphError.Expense(
        node: entry.node, microseconds: Int(entry.cost * Double(ledger.frameCount) / 1000))
    }
    throw LoadError([
      .overBudget(
        microseconds: Int(total / 1000), allowed: Int(allowed / 1000), costliest: costliest)
    ])
  }

  /// Takes a patch back that has been tried and found too much.
  ///
  /// As long as the one before still rings, that is what is taken away, and the trial begins again.
  func judgeTrial() {
    guard isIdle, var current = trial else { return }
    let verdict = current.verdict(ledger, frame: status.frame)
    trial = verdict == .pending ? current : nil
    guard case .failed(let missed, let excessive, let cycles) = verdict else { return }
    if cutTails() {
      trial = Trial(current.earlier)
      return
    }
    let refused = source
    guard (try? apply(PreparedPatch(current.earlier, [:]), setting: [])) != nil else { return }
    forgetPatch()
    rollbacks.append(
      Rollback(
        source: refused, earlier: source,
        reason:
          "of \(cycles) cycles \(missed) missed their deadline, and \(excessive) took more than "
          + "the budget"))
  }

  /// Whether the patch that was loaded last has not proved yet that there is time for it.
  package var isOnTrial: Bool { trial != nil }

  /// Forgets how to take back the patch that has just been taken back.
  private func forgetPatch() {
    if let last = undoable.lastIndex(where: { $0.version != nil }) { undoable.remove(at: last) }
  }

  /// Returns the patches that were taken back since the last call.
  package func takeRollbacks() -> [Rollback] {
    defer { rollbacks = [] }
    return rollbacks
  }
}
