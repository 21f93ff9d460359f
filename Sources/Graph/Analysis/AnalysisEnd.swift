/// The audio thread's end of an ``AnalysisLink``.
package struct AnalysisEnd: ~Copyable {
  private let link: Unmanaged<AnalysisLink>

  /// Samples accepted so far.
  private var accepted: Int64 = 0

  /// Samples refused since the last that was accepted.
  private var refused: Int64 = 0

  /// The frame after the last that came here.
  private var next: Int64 = 0

  /// Keeps `link` alive for as long as the end exists.
  package init(_ link: AnalysisLink) { self.link = .passRetained(link) }

  deinit { link.release() }

  /// Hands the samples arriving at `input` to the worker.
  @_noLocks
  package mutating func send(_ cycle: borrowing Cycle, input: Int = 0) {
    let samples = cycle.input(input)
    let count = Int64(samples.count)
    if accepted == 0, refused == 0 {
      begin(at: cycle.frame)
    } else if cycle.frame > next {
      // Cycles went by without the node.
      refuse(cycle.frame - next)
    }
    next = cycle.frame + count
    guard pushGap(), push(samples) else {
      refuse(count)
      return
    }
    accepted += count
  }

  @_noLocks
  private mutating func refuse(_ count: Int64) {
    refused += count
    link._withUnsafeGuaranteedRef { $0.countLost(count) }
  }

  @_noLocks
  private func begin(at frame: Int64) {
    link._withUnsafeGuaranteedRef { $0.begin(at: frame) }
  }

  @_noLocks
  private func push(_ samples: borrowing Signal) -> Bool {
    let start = samples.start
    let count = samples.count
    return link._withUnsafeGuaranteedRef { $0.push(start, count: count) }
  }

  /// Tells the worker of what was refused, if anything, and returns whether it could be told.
  @_noLocks
  private mutating func pushGap() -> Bool {
    guard refused > 0 else { return true }
    let gap = AnalysisLink.Gap(position: accepted, count: refused)
    guard push(gap) else { return false }
    refused = 0
    return true
  }

  @_noLocks
  private func push(_ gap: AnalysisLink.Gap) -> Bool {
    link._withUnsafeGuaranteedRef { $0.push(gap) }
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
