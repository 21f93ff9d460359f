import Testing
import YAML

@Suite struct DiagnosticTests {
  private func diagnostic(_ line: String, at column: Int, length: Int) -> Diagnostic {
    let place = Place(
      Mark(line: 7, column: column), Mark(line: 7, column: column + length))
    return Diagnostic(
      file: "patches/trio.yaml", place: place, message: "unknown kind 'higpass'",
      hint: "did you mean 'highpass'?", sourceLine: line)
  }

  @Test func `renders as a compiler does`() {
    #expect(
      diagnostic("    kind: higpass", at: 11, length: 7).description == """
        patches/trio.yaml:7:11: error: unknown kind 'higpass'
              kind: higpass
                    ^~~~~~~
          did you mean 'highpass'?

        """)
  }

  @Test func `cuts long lines around the caret`() {
    let line = String(repeating: "x", count: 5000) + "here" + String(repeating: "y", count: 5000)
    let lines = diagnostic(line, at: 5001, length: 4).description.split(separator: "\n")
    #expect(lines[1].count == 122)
    #expect(lines[1].dropFirst(42).hasPrefix("herey"))
    #expect(lines[2] == String(repeating: " ", count: 42) + "^~~~")
  }

  @Test func `keeps escape sequences from the terminal`() {
    #expect(!diagnostic("kind: \u{1B}[31m", at: 7, length: 1).description.contains("\u{1B}"))
    #expect(quoted("a\u{1B}b\nc") == "'a b c'")
  }

  @Test func `renders as JSON`() {
    let place = Place(Mark(line: 2, column: 3), Mark(line: 2, column: 5))
    let diagnostic = Diagnostic(
      file: "a\"b", place: place, message: "bad \\ \n\u{1}", hint: nil, sourceLine: "")
    #expect(
      diagnostic.json.compact == #"{"file":"a\"b","line":2,"column":3,"endLine":2,"endColumn":5,"#
        + #""severity":"error","message":"bad \\ \n\u0001"}"#)
  }

  @Test func `diagnostics come in the order of the text`() {
    var diagnostics = YAMLDocument("a\nb", name: "t").diagnostics
    for line in [2, 1] {
      diagnostics.report("m", at: Place(Mark(line: line, column: 1), Mark(line: line, column: 2)))
    }
    #expect(diagnostics.all.map(\.place.start.line) == [1, 2])
    #expect(throws: Diagnostics.self) { try diagnostics.check() }
  }

  @Test func `a flood of errors is cut off`() throws {
    let text = "{" + (1...20_000).map { "k\($0): *a, " }.joined() + "}"
    let rendered = YAMLDocument(text, name: "t").diagnostics.description
    #expect(rendered.split(separator: "\n").count { $0.contains("is not allowed") } == 100)
    #expect(rendered.hasSuffix("t: 100 errors; the search ends here\n"))
  }

  @Test(arguments: [
    ("higpass", "highpass"), ("Highpass", "highpass"), ("hgihpass", "highpass"),
    ("lowpas", "lowpass"), ("zebra", nil), ("x", nil), ("", nil),
  ])
  func `suggests what is near`(word: String, suggestion: String?) {
    #expect(nearest(word, in: ["lowpass", "highpass", "a"]) == suggestion)
  }
}
