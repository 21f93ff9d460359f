/// The audio thread's hold on a ``LatencyReport``, used without touching its reference count.
package struct LatencySender: ~Copyable {
  private let report: Unmanaged<LatencyReport>

  /// Keeps `report` alive for as long as the sender exists.
  package init(_ report: LatencyReport) { self.report = .passRetained(report) }

  deinit { report.release() }

  /// Says that the node is `frames` late from now on.
  @_noLocks
  package func send(_ frames: Int) { report._withUnsafeGuaranteedRef { $0.set(frames) } }
}
