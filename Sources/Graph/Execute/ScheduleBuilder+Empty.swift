extension ScheduleBuilder {
  /// The schedule of a patch without nodes.
  static func emptySchedule(
    _ configuration: EngineConfiguration, _ ledger: CostLedger
  ) -> UnsafeMutablePointer<Schedule> {
    let empty = Plan(
      topology: Topology(vertices: [], edges: []), steps: [], bufferCount: 0, pinned: [])
    let builder = ScheduleBuilder(
      empty, instances: [], maximumFrameCount: configuration.maximumFrameCount)
    return builder.build(clock: nil, fadeLength: 0, ledger: ledger)
  }
}
