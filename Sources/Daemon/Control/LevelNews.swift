private import Glibc
import Graph
import OSCControl

/// Tells what leaves by outputs, while somebody wants to know.
struct LevelNews {
  /// Nanoseconds between two looks.
  private static let period: Int64 = 50_000_000

  /// What is told of silence, in dB.
  private static let silence: Float = -120

  private var next: Int64 = 0

  /// Publishes what has left by every output since the last time, where that is wanted at `now`.
  mutating func publish(_ engine: Engine, isWanted: Bool, to server: OSCServer, now: Int64) {
    if engine.measuresOutputs != isWanted {
      engine.measuresOutputs = isWanted
      // What was left from the last time is old.
      _ = engine.takeActivity()
    }
    guard isWanted, now >= next else { return }
    next = now + Self.period
    for report in engine.takeActivity() {
      server.publish("/level/\(report.node)/\(report.port)", [Self.argument(report.amount)])
    }
  }

  private static func argument(_ amount: OutputReport.Amount) -> OSCArgument {
    switch amount {
    case .count(let count): .int(Int32(clamping: count))
    case .peak(let peak):
      .float(
        peak.isFinite ? max(silence, (log10f(max(peak, 1e-6)) * 200).rounded() / 10) : .infinity)
    }
  }
}
