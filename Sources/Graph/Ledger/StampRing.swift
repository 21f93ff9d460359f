package import Synchronization

/// What the audio thread measured, cycle by cycle, on its way to the control thread.
///
/// A bounded queue of rows of words, from one thread to one other; a row that finds no room is left
/// out whole. Unchecked because each of the two counters has one writing thread, and words are handed
/// over by the release and acquire of them.
package struct StampRing: ~Copyable, @unchecked Sendable {
  /// Words it can hold, a power of two: some hundred cycles of a large graph.
  package static var capacity: Int { @_noLocks get { 32_768 } }

  let words: UnsafeMutablePointer<UInt64>
  private let written = Atomic(0)
  private let read = Atomic(0)

  /// Cycles that found no room, and so are in nobody's figures.
  package let lostRows = Atomic(0)

  init() { words = .allocated(touching: Self.capacity) }

  deinit { words.deallocate() }

  /// Where the next row begins, counted from the first word ever written; for the writer.
  var end: Int { @_noLocks get { written.load(ordering: .relaxed) } }

  /// How many words fit after the last row; for the writer.
  @_noLocks
  func room() -> Int { Self.capacity - (end - read.load(ordering: .acquiring)) }

  /// Hands over all words before `end`.
  @_noLocks
  func publish(_ end: Int) { written.store(end, ordering: .releasing) }

  @_noLocks
  func countLostRow() { _ = lostRows.wrappingAdd(1, ordering: .relaxed) }

  /// Hands each row to `body`, oldest first, as it lies in the ring, and then forgets it; for the
  /// reader.
  func drain(_ body: (StampRow) -> Void) {
    var start = read.load(ordering: .relaxed)
    let end = written.load(ordering: .acquiring)
    while start < end {
      let row = StampRow(words: words, start: start)
      body(row)
      start += row.wordCount
      read.store(start, ordering: .releasing)
    }
  }
}
