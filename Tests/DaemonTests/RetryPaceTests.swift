import Testing

@testable import Daemon

@Suite struct RetryPaceTests {
  private static let second: Int64 = 1_000_000_000

  /// The seconds at which something is tried that ends `life` seconds after each try.
  private func tries(life: Int64, until end: Int64) -> [Int64] {
    var pace = RetryPace()
    var tries: [Int64] = []
    for second in 0..<end {
      if let last = tries.last, second == last + life { pace.end(now: second * Self.second) }
      let isOver = tries.last.map { second >= $0 + life } ?? true
      if isOver, pace.isDue(now: second * Self.second + 1) { tries.append(second) }
    }
    return tries
  }

  @Test func `what fails at once is tried more and more seldom`() {
    #expect(tries(life: 0, until: 80) == [0, 2, 5, 10, 19, 35, 51, 67])
  }

  @Test func `what has held for a while is tried again at once`() {
    #expect(tries(life: 12, until: 40) == [0, 12, 24, 36])
  }
}
