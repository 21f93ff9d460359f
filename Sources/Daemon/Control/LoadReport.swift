import Graph
private import Synchronization

/// How much of its period the callback takes, as shares from 0.
struct LoadReport {
  let mean: Float

  /// The longest cycle's.
  let maximum: Float

  /// What 99 of 100 cycles stay below.
  let p99: Float

  /// What 9,999 of 10,000 cycles stay below.
  let p9999: Float
  let cycles: Int

  /// Cycles that took longer than their period.
  let overruns: Int

  /// Sums up what `meter` counted in cycles of `period` nanoseconds.
  init(_ meter: LoadMeter, period: Double) {
    cycles = meter.cycles.load(ordering: .relaxed)
    overruns = meter.overruns.load(ordering: .relaxed)
    let total = Double(meter.total.load(ordering: .relaxed))
    mean = Float(total / Double(max(1, cycles)) / period)
    maximum = Float(Double(meter.maximum.load(ordering: .relaxed)) / period)
    p99 = cycles == 0 ? 0 : Float(meter.quantile(0.99))
    p9999 = cycles == 0 ? 0 : Float(meter.quantile(0.9999))
  }
}
