private import CRealtime
package import Synchronization

/// What costs are measured with: the processor's own counter, or the system's clock where the counter
/// does not run steadily; in tests, one that is set by hand.
///
/// Unchecked because what it points to is atomic.
package struct TickClock: @unchecked Sendable, BitwiseCopyable {
  private let usesCounter: Bool

  /// Where a clock set by hand stands, in nanoseconds.
  private let hand: UnsafeMutablePointer<Atomic<UInt64>>?

  /// How long one tick lasts, in nanoseconds.
  package let nanosecondsPerTick: Double

  /// The clock of this machine, measured once, which takes a few milliseconds.
  package static let shared = TickClock()

  /// A clock that stands still but for what ``spend(_:)`` adds to `hand`, so that costs depend on nothing
  /// but what nodes say they are.
  package init(hand: UnsafeMutablePointer<Atomic<UInt64>>) {
    usesCounter = false
    self.hand = hand
    nanosecondsPerTick = 1
  }

  private init() {
    hand = nil
    usesCounter = realtime_has_steady_counter() != 0
    guard usesCounter else {
      nanosecondsPerTick = 1
      return
    }
    let start = Reading()
    while realtime_nanoseconds() < start.nanoseconds + 3_000_000 {}
    let end = Reading()
    nanosecondsPerTick =
      Double(end.nanoseconds - start.nanoseconds) / Double(end.ticks - start.ticks)
  }

  /// The present, in ticks.
  @_noLocks
  package func now() -> UInt64 {
    if usesCounter { return realtime_counter() }
    guard let hand else { return UInt64(realtime_nanoseconds()) }
    return hand.pointee.load(ordering: .relaxed)
  }

  /// Lets `nanoseconds` go by: moves the hand, or keeps the processor busy for that long.
  @_noLocks
  package func spend(_ nanoseconds: Int) {
    if let hand {
      _ = hand.pointee.wrappingAdd(UInt64(max(0, nanoseconds)), ordering: .relaxed)
    } else {
      let end = realtime_nanoseconds() + Int64(nanoseconds)
      while realtime_nanoseconds() < end {}
    }
  }

  /// How long it was from `start` to `end`, in nanoseconds; 0 where the counter has gone back, as that of a
  /// machine that was moved or woken may.
  package func nanoseconds(from start: UInt64, to end: UInt64) -> Int {
    Int(Double(max(0, Int64(bitPattern: end &- start))) * nanosecondsPerTick)
  }
}

/// Both clocks at one moment: the closest of a few tries, since the system may step in between.
private struct Reading {
  private(set) var ticks: UInt64 = 0
  private(set) var nanoseconds: Int64 = 0

  init() {
    var closest = UInt64.max
    for _ in 0..<8 {
      let before = realtime_counter()
      let now = realtime_nanoseconds()
      let after = realtime_counter()
      guard after >= before, after - before < closest else { continue }
      closest = after - before
      ticks = before + closest / 2
      nanoseconds = now
    }
  }
}
