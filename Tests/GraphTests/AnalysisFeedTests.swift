import Foundation
import Synchronization
import Testing

@testable import Graph

/// How many blocks go to the worker: many where ThreadSanitizer looks on.
private let blockCount =
  ProcessInfo.processInfo.environment["THREAD_SANITIZER"] == "1" ? 1_000_000 : 200_000

private final class Listening: Sendable {
  let source = AnalysisSource(sampleRate: 48_000, seconds: 0.01)
  let hasEnded = Atomic(false)

  /// What the sample of `frame` is; never silence.
  static func value(_ frame: Int64) -> Float { Float(frame % 8192 + 1) }

  /// Hands over blocks of three samples, after each of which one frame is missing.
  func speak() {
    let block = UnsafeMutablePointer<Float>.allocate(capacity: 3)
    defer { block.deallocate() }
    for frame in stride(from: 100, to: Int64(100 + 4 * blockCount), by: 4) {
      for index in 0..<3 { block[index] = Self.value(frame + Int64(index)) }
      source.push(block, count: 3, frame: frame)
    }
    hasEnded.store(true, ordering: .releasing)
  }
}

@Suite struct AnalysisFeedTests {
  @Test func `samples keep their frames while others are lost at that moment`() {
    let listening = Listening()
    Thread.detachNewThread { listening.speak() }
    var feed = AnalysisFeed(listening.source)
    var next: Int64 = 100
    var heard = 0
    var misplaced = 0
    var isOver = false
    while true {
      let worked = feed.drain { samples, frame in
        misplaced += frame == next ? 0 : 1
        for index in samples.indices where samples[index] != 0 {
          heard += 1
          misplaced += samples[index] == Listening.value(frame + Int64(index)) ? 0 : 1
        }
        next = frame + Int64(samples.count)
      } gap: { frame in
        misplaced += frame > next ? 0 : 1
        next = frame
      }
      if !worked, isOver { break }
      isOver = listening.hasEnded.load(ordering: .acquiring)
    }
    #expect(misplaced == 0)
    #expect(heard > 0)
  }
}
