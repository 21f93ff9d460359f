import Testing

@testable import Daemon

/// The ports that a patch wants, whoever wrote it.
@Suite(.timeLimit(.minutes(1))) struct PortPatternTests {
  @Test func `a name stands for itself, an expression for the whole of a name`() {
    #expect(PortPattern("synth (2):midi[1").matches("synth (2):midi[1"))
    let pattern = PortPattern("ardour:.*MIDI [0-9]{1,2}")
    #expect(pattern.matches("ardour:Drums/MIDI 12"))
    #expect(!pattern.matches("ardour:Drums/MIDI 123"))
    #expect(!pattern.matches("my ardour:MIDI 1"))
  }

  @Test(arguments: [
    // A hundred million copies of a letter, and all ways to part a name in two, in two, in two.
    ("(((a{1,500}){1,500}){1,500}){1,1}", "aa"), ("a{99999999999999999999}{2}", "aa"),
    ("(.*)(.*)(.*)\\1\\2\\3", "aa"), ("(x{1,40}){1,40}", "xx"),
    (String(repeating: "(a|b)", count: 200), String(repeating: "a", count: 200)),
  ])
  func `an expression that would take hours or gigabytes is only a name`(
    text: String, name: String
  ) {
    let pattern = PortPattern(text)
    #expect(pattern.matches(text))
    #expect(!pattern.matches(name))
  }
}
