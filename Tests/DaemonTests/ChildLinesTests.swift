import Testing

@testable import Daemon

@Suite struct ChildLinesTests {
  @Test func `lines are cut where they end, and what is too long is left out`() {
    var lines = ChildLines()
    #expect(lines.take("one\ntw".utf8) == ["one"])
    #expect(lines.rest == "tw")
    #expect(lines.take("o\n\n".utf8) == ["two", ""])
    let long = String(repeating: "x", count: 1_000_000)
    #expect(lines.take(long.utf8) == [])
    #expect(lines.rest.utf8.count == 1024)
    #expect(lines.take("\nthree\n".utf8).last == "three")
  }
}
