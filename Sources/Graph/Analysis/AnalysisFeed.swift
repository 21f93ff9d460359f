private import Synchronization

/// The worker's end of an ``AnalysisSource``: samples in order, with the frame each block begins at.
package struct AnalysisFeed: ~Copyable {
  private let source: AnalysisSource
  private let block: UnsafeMutablePointer<Float>

  /// Samples taken from the ring so far.
  private var taken: Int64 = 0

  /// Samples that were lost before those.
  private var lost: Int64 = 0

  /// The most samples handed over at once.
  private static var blockSize: Int { 1024 }

  package init(_ source: AnalysisSource) {
    self.source = source
    block = .allocate(capacity: Self.blockSize)
    block.initialize(repeating: 0, count: Self.blockSize)
  }

  deinit { block.deallocate() }

  /// Takes what has arrived, in order: `samples` gets blocks with the absolute frame of their first
  /// sample; `gap` learns that samples before an absolute frame were lost, unless they were so few that
  /// silence takes their place.
  ///
  /// Returns whether there was anything.
  package mutating func drain(
    samples: (UnsafeBufferPointer<Float>, Int64) -> Void, gap: (Int64) -> Void
  ) -> Bool {
    var worked = false
    while true {
      // Counted before gaps are looked for: among samples that come later, one may lie that is not seen yet.
      var maximum = min(Self.blockSize, source.samples.count)
      let next = source.gaps.peek()
      let origin = Int64(source.origin.load(ordering: .acquiring))
      if let next, next.position == taken {
        let count = takeGap()
        if count <= source.bridge {
          bridge(count, from: origin + taken + lost, samples)
        } else {
          gap(origin + taken + lost + count)
        }
        lost += count
        worked = true
        continue
      }
      if let next { maximum = min(maximum, Int(next.position - taken)) }
      let count = source.samples.pop(into: block, maximum: maximum)
      guard count > 0 else { return worked }
      clean(count)
      samples(UnsafeBufferPointer(start: block, count: count), origin + taken + lost)
      taken += Int64(count)
      worked = true
    }
  }

  /// How many samples are missing here; they may have been lost in pieces.
  private func takeGap() -> Int64 {
    var count: Int64 = 0
    while let next = source.gaps.peek(), next.position == taken {
      count += next.count
      _ = source.gaps.pop()
    }
    return count
  }

  /// Hands over silence in the place of samples that are missing.
  private func bridge(
    _ count: Int64, from frame: Int64, _ samples: (UnsafeBufferPointer<Float>, Int64) -> Void
  ) {
    block.update(repeating: 0, count: Self.blockSize)
    for start in stride(from: 0, to: Int(count), by: Self.blockSize) {
      let length = min(Self.blockSize, Int(count) - start)
      samples(UnsafeBufferPointer(start: block, count: length), frame + Int64(start))
    }
  }

  /// Turns samples that no analysis could survive, infinite and undefined ones above all, into
  /// silence.
  private func clean(_ count: Int) {
    for index in 0..<count where !(abs(block[index]) < 1e4) { block[index] = 0 }
  }
}
