import Chart
import Testing

/// Small files that would fill all memory, or take hours, if they were taken at their word.
@Suite(.timeLimit(.minutes(1))) struct HostileChartTests {
  private static let crowded = [
    ("irealbook://Song=Writer=Bossa=C=n=T44" + String(repeating: "C,", count: 1000) + "Z", "a.txt"),
    (String(repeating: "[C]", count: 1000), "a.cho"),
    ("{sog}\n| " + String(repeating: "C~", count: 1000) + "C |\n{eog}", "b.cho"),
    (
      "version: 1\nsections: [{name: a, chords: \(String(repeating: "C~", count: 1000))C}]\n",
      "a.yaml"
    ),
    (
      "<score-partwise><part><measure>"
        + String(
          repeating: "<harmony><root><root-step>C</root-step></root><kind>major</kind></harmony>",
          count: 1000) + "</measure></part></score-partwise>", "a.musicxml"
    ),
  ]

  @Test(arguments: crowded)
  func `a bar of a thousand chords, which may be repeated as often, is refused`(
    text: String, name: String
  ) {
    #expect(fault(text, name) == "1:1 a bar has more than 64 chords")
  }

  @Test func `as many chords as a player could play are not`() throws {
    let text = "{time: 16/4}\n{sog}\n| \(String(repeating: "C ", count: 64))|\n{eog}"
    #expect(try read(text, "a.cho").bars.map(\.chords.count) == [64])
  }

  @Test func `a form that names a long section again and again ends where charts do`() {
    let bars = String(repeating: "C|", count: 2000)
    let form = String(repeating: "a, ", count: 20_000)
    let text = "version: 1\nsections: [{name: a, chords: '\(bars)'}]\nform: [\(form)a]\n"
    #expect(fault(text, "a.yaml").contains("longer than 2000 bars"))
  }

  @Test func `bars without a blank between them are read one after the other`() {
    let bars = String(repeating: "C|", count: 250_000)
    let text = "version: 1\nsections: [{name: a, chords: '\(bars)'}]\n"
    #expect(fault(text, "a.yaml").contains("longer than 2000 bars"))
  }

  @Test func `a song in one line is refused, and mistakes are not looked for without end`() {
    let line = (0..<100_000).map { "[x\($0)]" }.joined()
    #expect(fault(line, "a.cho") == "1:1 a line has more than 4096 bytes; part it")
    let lines = (0..<100_000).map { "[x\($0)]" }.joined(separator: "\n")
    #expect(fault(lines, "a.cho") == "1:2 'x0' is no chord")
  }

  @Test func `sections beyond what a chart can hold are not read`() {
    let sections = (0..<30_000).map { "- {name: s\($0), chords: C}\n" }.joined()
    let text = "version: 1\nsections:\n" + sections
    #expect(fault(text, "a.yaml").contains("longer than 2000 bars"))
  }
}
