import Graph
private import Synchronization

/// How much of its period the callback takes, in percent.
struct LoadReport {
  let mean: Float

  /// What 99 of 100 cycles stay below.
  let p99: Float

  /// The longest cycle's.
  let maximum: Float
  let cycles: Int

  /// Cycles that took longer than their period.
  let overruns: Int

  /// Sums up what `meter` counted since it was reset.
  init(_ meter: LoadMeter) {
    cycles = meter.cycles.load(ordering: .relaxed)
    overruns = meter.overruns.load(ordering: .relaxed)
    mean = Float(meter.quantile(0.5) * 100)
    p99 = Float(meter.quantile(0.99) * 100)
    maximum = Float(meter.quantile(1) * 100)
  }
}
