/// The audio thread's end of an ``AnalysisLink``.
package struct AnalysisEnd: ~Copyable {
  private let link: Unmanaged<AnalysisLink>

  /// Keeps `link` alive for as long as the end exists.
  package init(_ link: AnalysisLink) { self.link = .passRetained(link) }

  deinit { link.release() }

  /// Hands the first input's samples to the worker, and its answers to the first output.
  @_noLocks
  package func pass(_ cycle: borrowing Cycle) {
    send(cycle)
    receive(cycle, into: cycle.eventOutput(0))
  }

  /// Hands the samples arriving at `input` to the worker.
  @_noLocks
  package func send(_ cycle: borrowing Cycle, input: Int = 0) {
    let samples = cycle.input(input)
    let start = samples.start
    let count = samples.count
    let frame = cycle.frame
    link._withUnsafeGuaranteedRef { $0.push(start, count: count, frame: frame) }
  }

  /// Passes a tap, a tempo or the like on to the worker.
  @_noLocks
  package func hint(_ event: Event) {
    _ = link._withUnsafeGuaranteedRef { $0.push(hint: event) }
  }

  /// Appends to `lane` the events whose time of release has come by the end of the cycle.
  @_noLocks
  package func receive(_ cycle: borrowing Cycle, into lane: Lane<Event>) {
    let start = cycle.frame
    let count = cycle.frameCount
    link._withUnsafeGuaranteedRef { $0.release(from: start, count: count, into: lane) }
  }
}
