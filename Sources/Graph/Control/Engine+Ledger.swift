extension Engine {
  /// What the nodes of ``patch`` cost, in the order they run.
  package var costs: [NodeCost] { (plan?.order ?? []).compactMap { instances[$0]?.cost } }

  /// Forgets all figures of the ledger, and how long cycles took; what nodes cost of late stays known
  /// to those who plan by it.
  package func resetLedger() {
    ledger.reset()
    for node in living.values { node.cost.reset() }
    shared.load.reset()
  }
}
