import Graph
import Synchronization
import Testing

@Suite struct TickClockTests {
  @Test func `a counter that goes back has cost nothing`() {
    let hand = UnsafeMutablePointer<Atomic<UInt64>>.allocate(capacity: 1)
    hand.initialize(to: Atomic(0))
    defer { hand.deallocate() }
    for clock in [TickClock(hand: hand), .shared] {
      #expect(clock.nanoseconds(from: 1000, to: 400) == 0)
      #expect(clock.nanoseconds(from: 1_000_000_000_000, to: 0) == 0)
      #expect(clock.nanoseconds(from: .max, to: 0) == Int(clock.nanosecondsPerTick))
    }
  }
}
