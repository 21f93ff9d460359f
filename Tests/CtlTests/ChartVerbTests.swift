import Testing

@Suite struct ChartVerbTests {
  let daemon = DaemonStub()

  @Test func `chart prints what was heard, in the format that is asked for`() throws {
    #expect(try daemon.strumctl("chart").output == "| Am | as cho\n")
    #expect(try daemon.strumctl("chart", "--format", "musicxml").output == "| Am | as musicxml\n")
    #expect(try daemon.strumctl("chart", "--format", "word").status != 0)
  }
}
