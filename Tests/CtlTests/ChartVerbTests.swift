import Foundation
import Testing

@Suite struct ChartVerbTests {
  let daemon = DaemonStub()

  @Test func `chart prints what was heard, in the format that is asked for`() throws {
    #expect(try daemon.strumctl("chart").output == "| Am | as cho\n")
    #expect(try daemon.strumctl("chart", "--format", "musicxml").output == "| Am | as musicxml\n")
    #expect(try daemon.strumctl("chart", "--format", "word").status != 0)
    #expect(try daemon.strumctl("chart", "heard").output == "| Am | as cho\n")
  }

  @Test func `chart goto names a bar or a section, and says which bar that is`() throws {
    #expect(try daemon.strumctl("chart", "goto", "chorus").output == "bar 17\n")
    let refused = try daemon.strumctl("chart", "goto", "coda")
    #expect(refused.status != 0)
    #expect(refused.errors.contains("the chart has no 'coda'"))
  }

  @Test func `chart load names a file in full, or none`() throws {
    let file = NSTemporaryDirectory() + "strumd-\(UUID().uuidString).cho"
    try "[C]la".write(toFile: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let loaded = try daemon.strumctl("chart", "load", file).output
    #expect(loaded.contains("chart(\"/") && loaded.contains(".cho"))
    #expect(try daemon.strumctl("chart", "load").output.contains("chart(\"\")"))
  }
}
