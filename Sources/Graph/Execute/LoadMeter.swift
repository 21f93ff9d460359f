package import Synchronization

/// How much of its period the callback took, cycle by cycle.
///
/// Written by the audio thread, and by the control thread for cycles that had to be judged first.
///
/// Unchecked because the counters behind the pointer are atomic.
package final class LoadMeter: @unchecked Sendable {
  /// Bins of 0.5 % of the period; the last one holds everything from 100 % on.
  package static let binCount = 201

  private let bins: UnsafeMutablePointer<Atomic<Int>>

  /// The longest cycle, in nanoseconds.
  package let maximum = Atomic(0)

  /// The sum over all cycles, in nanoseconds.
  package let total = Atomic(0)
  package let cycles = Atomic(0)

  /// Cycles that took longer than their period: deadlines missed by our own doing.
  package let overruns = Atomic(0)

  init() {
    bins = .allocate(capacity: Self.binCount)
    for bin in 0..<Self.binCount { (bins + bin).initialize(to: Atomic(0)) }
  }

  deinit {
    bins.deinitialize(count: Self.binCount)
    bins.deallocate()
  }

  /// Counts a cycle that took `nanoseconds` of `period` nanoseconds.
  @_noLocks
  package func record(_ nanoseconds: Int, period: Int) {
    let bin = min(Self.binCount - 1, nanoseconds * (Self.binCount - 1) / max(1, period))
    _ = bins[bin].wrappingAdd(1, ordering: .relaxed)
    _ = total.wrappingAdd(nanoseconds, ordering: .relaxed)
    _ = cycles.wrappingAdd(1, ordering: .relaxed)
    if nanoseconds > period { _ = overruns.wrappingAdd(1, ordering: .relaxed) }
    _ = maximum.max(nanoseconds, ordering: .relaxed)
  }

  /// The share of the period, 0 to 1, that `fraction` of the cycles stayed below.
  package func quantile(_ fraction: Double) -> Double {
    let counts = (0..<Self.binCount).map { bins[$0].load(ordering: .relaxed) }
    let wanted = Int((Double(counts.reduce(0, +)) * fraction).rounded(.up))
    var seen = 0
    for (bin, count) in counts.enumerated() {
      seen += count
      if seen >= wanted { return Double(bin + 1) / Double(Self.binCount - 1) }
    }
    return 0
  }

  /// Forgets everything counted so far.
  package func reset() {
    for bin in 0..<Self.binCount { bins[bin].store(0, ordering: .relaxed) }
    maximum.store(0, ordering: .relaxed)
    total.store(0, ordering: .relaxed)
    cycles.store(0, ordering: .relaxed)
    overruns.store(0, ordering: .relaxed)
  }
}
