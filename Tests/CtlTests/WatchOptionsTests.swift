import ArgumentParser
import OSCControl
import Testing

@testable import Ctl

@Suite struct WatchOptionsTests {
  private func end(_ seconds: String) throws -> Int64 {
    try WatchOptions.parse(["--seconds=" + seconds]).end
  }

  @Test func `a verb that watches ends when it is told to`() throws {
    let now = Clock.monotonic()
    let end = try end("2.5")
    #expect(end >= now + 2_500_000_000 && end <= Clock.monotonic() + 2_500_000_000)
    #expect(try self.end("-3") <= Clock.monotonic())
  }

  @Test(arguments: ["1e300", "inf", "nan"])
  func `what is no time that can pass is for ever`(seconds: String) throws {
    #expect(try end(seconds) == .max)
    #expect(try WatchOptions.parse([]).end == .max)
  }
}
