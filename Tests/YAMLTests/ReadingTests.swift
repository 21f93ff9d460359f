import Testing
import YAML

@Suite struct ReadingTests {
  /// Reads `text` as the value of the key "x" and returns what was read and what was reported.
  private func read<T>(
    _ text: String, _ body: (inout Diagnostics, YAMLValue) -> T?
  ) throws -> (value: T?, messages: [String]) {
    let document = YAMLDocument("x: " + text, name: "t")
    var diagnostics = document.diagnostics
    let root = try #require(document.root)
    let value = try #require(diagnostics.mapping(root, "it")?["x"])
    let result = body(&diagnostics, value)
    return (result, diagnostics.all.map { $0.message + ($0.hint.map { " | " + $0 } ?? "") })
  }

  @Test(arguments: [
    ("80", 80), ("80 Hz", 80), ("80Hz", 80), ("2 kHz", 2000), ("2e3", 2000), ("0.5kHz", 500),
    ("+100.25", 100.25),
  ])
  func `numbers may carry a unit of their kind`(text: String, expected: Double) throws {
    let read = try read(text) { $0.number($1, "x", in: 20...20000, unit: "Hz") }
    #expect(read.value == expected)
    #expect(read.messages.isEmpty)
  }

  @Test(arguments: [
    ("10", "x must be a number from 20 to 20000 Hz, not '10'"),
    ("30 kHz", "x must be a number from 20 to 20000 Hz, not '30 kHz'"),
    ("loud", "x must be a number from 20 to 20000 Hz, not 'loud'"),
    ("nan", "x must be a number from 20 to 20000 Hz, not 'nan'"),
    (
      "0x50",
      "x must be a number from 20 to 20000 Hz, not in 'x50' | write it in Hz, or without a unit"
    ),
    (
      "5 dB",
      "x must be a number from 20 to 20000 Hz, not in 'dB' | write it in Hz, or without a unit"
    ),
    ("[1]", "x must be a number from 20 to 20000 Hz, not a list"),
    ("", "x must be a number from 20 to 20000 Hz, not nothing"),
  ])
  func `other numbers are refused with what to write`(text: String, message: String) throws {
    let read = try read(text) { $0.number($1, "x", in: 20...20000, unit: "Hz") }
    #expect(read.value == nil)
    #expect(read.messages == [message])
  }

  @Test(arguments: [("20 ms", "s", 0.02), ("1.5 s", "ms", 1500), ("-6 dB", "dB", -6)])
  func `units of time are converted`(text: String, unit: String, expected: Double) throws {
    let read = try read(text) { $0.number($1, "x", in: -100...10000, unit: unit) }
    #expect(abs((read.value ?? .infinity) - expected) < 1e-12)
  }

  @Test(arguments: ["yes", "no", "on", "True", "1", ""])
  func `only true and false are truth values`(text: String) throws {
    let read = try read(text) { $0.boolean($1, "x") }
    #expect(read.value == nil)
    #expect(read.messages.first?.hasPrefix("x must be true or false, not ") == true)
  }

  @Test func `true and false are read`() throws {
    #expect(try read("true") { $0.boolean($1, "x") }.value == true)
    #expect(try read("false") { $0.boolean($1, "x") }.value == false)
  }

  @Test func `a choice suggests a near word`() throws {
    let read = try read("boss") { $0.choice($1, "style", of: ["rock", "bossa", "swing"]) }
    #expect(
      read.messages == ["style must be rock, bossa or swing, not 'boss' | did you mean 'bossa'?"])
  }

  @Test(arguments: [("3", 3), ("17", nil), ("1.5", nil), ("three", nil)])
  func `whole numbers are read in range`(text: String, expected: Int?) throws {
    let read = try read(text) { $0.integer($1, "x", in: 1...16) }
    #expect(read.value == expected)
    #expect(read.messages.isEmpty == (expected != nil))
  }

  @Test func `a list that is none says how to write one`() throws {
    let read = try read("a") { $0.texts($1, "shed") }
    #expect(read.value == [])
    #expect(
      read.messages == ["shed must be a list, not 'a' | write '- ' before each item, or [a, b]"])
  }

  @Test func `unknown and missing keys are all reported`() throws {
    let read = try read("{nmae: a, zzz: b}") {
      $0.mapping($1, "the style", keys: ["name", "swing"], required: ["name"])
    }
    #expect(
      Set(read.messages) == [
        "the style has no key 'nmae' | did you mean 'name'?",
        "the style has no key 'zzz' | known keys: name, swing",
        "the style lacks the key 'name'",
      ])
  }
}
