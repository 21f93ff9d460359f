import Foundation
import Graph
import Testing

@testable import Daemon

@Suite struct ThreadTraceTests {
  /// Of the thread that asks.
  private static func trace() -> ThreadTrace {
    var clock = clockid_t()
    pthread_getcpuclockid(pthread_self(), &clock)
    return ThreadTrace(clock: clock)
  }

  /// Touches `count` pages that were never touched.
  private func touch(_ count: Int) {
    let length = count * 4096
    guard let memory = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    else { return }
    madvise(memory, length, MADV_NOHUGEPAGE)
    for page in 0..<count { memory.storeBytes(of: 1, toByteOffset: page * 4096, as: UInt8.self) }
    munmap(memory, length)
  }

  @Test func `page faults of a thread are counted, each once`() {
    var trace = Self.trace()
    touch(300)
    #expect(trace.take(inFull: true, now: 0).pageFaults >= 300)
    #expect(trace.take(inFull: true, now: 1).pageFaults < 300)
  }

  @Test func `what takes long to read is looked at once a second, or when asked for`() {
    var trace = Self.trace()
    _ = trace.take(inFull: false, now: 1)
    touch(300)
    #expect(trace.take(inFull: false, now: 500_000_000).pageFaults == 0)
    #expect(trace.take(inFull: false, now: 1_100_000_000).pageFaults >= 300)
  }

  private static let tellsWaits = FileManager.default.fileExists(atPath: "/proc/self/schedstat")

  @Test(.enabled(if: tellsWaits, "This kernel does not count waits"))
  func `a thread that gives way to another has waited`() {
    var trace = Self.trace()
    let end = Date().addingTimeInterval(60)
    let rivals = (0..<2 * ProcessInfo.processInfo.activeProcessorCount).map { _ in
      Thread { while Date() < end, !Thread.current.isCancelled {} }
    }
    for rival in rivals { rival.start() }
    defer { for rival in rivals { rival.cancel() } }
    var waited = 0
    while waited == 0, Date() < end { waited += trace.take(inFull: true, now: 0).wait }
    #expect(waited > 0)
  }

  @Test func `of a thread that is gone nothing is told`() {
    var trace = ThreadTrace(clock: ~(clockid_t.max / 8) << 3)
    let told = trace.take(inFull: true, now: 0)
    #expect((told.wait, told.pageFaults, told.preemptions) == (0, 0, 0))
  }
}
