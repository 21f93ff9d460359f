extension CostLedger {
  /// Keeps what `nodes` take as what their kinds do: of several of a kind, the one that takes the most.
  func learn(_ nodes: some Sequence<NodeCost>) {
    var costs: [String: Double] = [:]
    for node in nodes where node.recent > 0 {
      costs[node.species] = max(node.recent, costs[node.species] ?? 0)
    }
    usualCosts.merge(costs) { $1 }
  }

  /// What a node of `species` takes as a rule, in nanoseconds a frame; 0 where none has run yet.
  func usualCost(of species: String) -> Double { usualCosts[species] ?? 0 }

  /// Makes the timetable of a schedule that runs the nodes of `costs`, of which those at the positions
  /// `sheddable` may be left out.
  ///
  /// `division` and `table` tell how the work can be shared among threads, if it can.
  func makeTimetable(
    _ costs: [NodeCost], sheddable: [Int], division: TaskPlan? = nil, table: TaskTable? = nil
  ) -> Timetable {
    let timetable = Timetable(
      number: nextNumber, costs: costs, sheddable: sheddable, division: division, table: table,
      helperCount: helperCount, clock: clock)
    timetable.pace.isForced = alwaysShares
    nextNumber += 1
    timetables[timetable.number] = timetable
    return timetable
  }

  /// Forgets all timetables before `current`, whose rows have all been read.
  func forgetTimetables(before current: Int) {
    timetables = timetables.filter { $0.key >= current }
  }
}
