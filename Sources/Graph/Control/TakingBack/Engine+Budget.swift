extension Engine {
  /// What the nodes of `prepared` are expected to take, in nanoseconds a frame, the costliest first;
  /// those that the patch would leave out in need are not among them.
  package func forecast(_ prepared: PreparedPatch) -> [(node: String, cost: Double)] {
    ledger.learn(living.values.lazy.map(\.cost))
    let version = prepared.version
    let optional = Set(version.patch.shed)
    let costs = version.patch.nodes.filter { !optional.contains($0.id) }.map { node in
      let instance = running(node, version) ?? prepared.instances[node.id]
      return (node: node.id, cost: instance.map(expectedCost) ?? 0)
    }
    return costs.sorted { $0.cost > $1.cost }
  }

  /// What `node` is expected to take, in nanoseconds a frame: what it took of late where it runs, else what
  /// it took when it was tried, or what the last of its kind did in this process.
  ///
  /// Of what plays notes the greater of the two: it was tried with a chord, and may be given more.
  private func expectedCost(_ node: NodeInstance) -> Double {
    guard node.cost.recent == 0 else { return node.cost.recent }
    let usual = ledger.usualCost(of: node.cost.species)
    guard let rehearsed = node.cost.rehearsed else { return usual }
    return node.declaration.inputs.contains { $0.type == .midi } ? max(rehearsed, usual) : rehearsed
  }

  /// Refuses what would take more than its budget as far as anybody knows.
  func refuseExcess(of prepared: PreparedPatch) throws(LoadError) {
    guard !environment.isOffline, !instances.isEmpty else { return }
    let budget = prepared.version.patch.budget
    let forecast = forecast(prepared)
    let total = forecast.map(\.cost).reduce(0, +) * Double(ledger.frameCount)
    let allowed = ledger.period * budget
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
    switch verdict {
    case .pending: trial = current
    case .passed: trial = nil
    case .failedBy(let node):
      trial = nil
      decideRetreat(
        to: current.earlier, "'\(node)' was late again and again", culprit: node)
    case .failed(let missed, let excessive, let cycles):
      if cutTails() {
        current.restart()
        trial = current
        return
      }
      trial = nil
      decideRetreat(
        to: current.earlier,
        "of \(cycles) cycles \(missed) missed their deadline, and \(excessive) took more than the "
          + "budget\(costliest)")
    }
  }

  /// The node that takes the most, as the end of a sentence.
  private var costliest: String {
    guard let node = costs.max(by: { $0.recent < $1.recent }), node.recent > 0 else { return "" }
    let time = Int(node.recent * Double(ledger.frameCount) / 1000)
    return "; '\(node.id)' took the most, \(time) µs"
  }

  /// Tells of foreign nodes that were late again and again, and are passed by: one that came with a patch
  /// on trial takes the patch with it, once it has faded, and others do not count against it.
  func judgeLatecomers() {
    for node in ledger.takeLatecomers() where trial?.blame(node) != true {
      ledger.announceBypass(of: node.id)
      trial?.restart()
    }
  }

  /// Whether the patch that was loaded last has not proved yet that there is time for it.
  package var isOnTrial: Bool { trial != nil || retreat != nil }
}
