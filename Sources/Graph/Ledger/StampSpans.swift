/// The stretches between the stamps of a row, each one step or several, and that after the last one.
struct StampSpans: Sequence, IteratorProtocol {
  struct Span {
    /// The steps that ran, by index; none where the engine did something else.
    let first: Int
    let last: Int

    /// Ticks since the cycle began.
    let start: UInt64
    let end: UInt64

    /// Whether the node of the last step had its turn.
    let hasRun: Bool

    var isSingle: Bool { first == last }
    var isEngine: Bool { last < first }
  }

  private let row: StampRow
  private var position = 0
  private var index = -1
  private var ticks: UInt64 = 0
  private var hasEnded = false

  init(_ row: StampRow) { self.row = row }

  mutating func next() -> Span? {
    guard position < row.stampCount else { return takeEnd() }
    let stamp = row.stamp(position)
    position += 1
    defer { ticks = stamp.ticks }
    guard !stamp.isBeginning else {
      index = stamp.index - 1
      // Among threads, what lies between two tasks of one is not their doing.
      let start = row.isParallel ? stamp.ticks : ticks
      return Span(first: 0, last: -1, start: start, end: stamp.ticks, hasRun: false)
    }
    defer { index = stamp.index }
    return Span(
      first: index + 1, last: stamp.index, start: ticks, end: stamp.ticks, hasRun: stamp.hasRun)
  }

  /// What the engine did after the last stamp; among threads, that is not the cycle's last.
  private mutating func takeEnd() -> Span? {
    guard !hasEnded, !row.isParallel else { return nil }
    hasEnded = true
    return Span(first: 0, last: -1, start: ticks, end: row.end &- row.beginning, hasRun: false)
  }
}
