import Foundation
import Platform
import Testing

@Suite struct ThreadTurnsTests {
  /// What `body` returns in a thread of its own.
  private func inThread(_ body: @escaping @Sendable () -> Int?) async -> Int? {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: body()) }
    }
  }

  /// The nanoseconds of a turn of this thread; `nil` where the kernel does not tell.
  private static let turn: @Sendable () -> Int? = {
    let text = try? String(contentsOfFile: "/proc/thread-self/sched", encoding: .utf8)
    let line = text?.split(separator: "\n").first { $0.hasPrefix("se.slice") }
    return line?.split(separator: ":").last.flatMap {
      Int($0.trimmingCharacters(in: .whitespaces))
    }
  }

  /// Whether threads may ask for turns, which ordinary ones can since Linux 6.12.
  private static var mayAsk: Bool {
    var name = utsname()
    uname(&name)
    let release = withUnsafeBytes(of: name.release) { String(decoding: $0, as: UTF8.self) }
    let numbers = release.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
    return sched_getscheduler(0) == SCHED_OTHER && turn() != nil && numbers.count == 2
      && (numbers[0], numbers[1]) >= (6, 12)
  }

  @Test(.enabled(if: mayAsk))
  func `short turns are had by who asks for them, and by threads he starts`()
    async throws
  {
    let usual = try #require(await inThread(Self.turn))
    #expect(usual > 100_000)
    #expect(
      await inThread {
        ThreadTurns.ask(for: 100_000)
        return Self.turn()
      } == 100_000)
    let inherited = await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        ThreadTurns.ask(for: 100_000)
        Thread.detachNewThread { continuation.resume(returning: Self.turn()) }
      }
    }
    #expect(inherited == 100_000)
  }

  @Test func `who stands back does so alone, with turns of the usual length`() async throws {
    let nice: @Sendable () -> Int? = {
      Int(getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0))
    }
    let before = try #require(await inThread(nice))
    #expect(
      await inThread {
        ThreadTurns.standBack()
        return nice()
      } == min(19, before + 5))
    #expect(await inThread(nice) == before)
  }
}
