import Testing

@testable import Daemon

@Suite struct OfflineOptionsTests {
  @Test func `every output has an option`() throws {
    let options = try RenderOptions(
      [
        "in.wav", "--patch", "p.yaml", "--midi=m", "--chords", "c", "--chords-live", "cl",
        "--beats", "b", "--beats-live", "bl", "--key", "k", "--json", "j", "--jams", "a",
        "--musicxml", "x", "--chart", "h", "--report", "r", "--wav",
        "w", "--wet",
        "--ledger", "l", "--block", "64", "--rate", "44100", "--tail", "0.5", "--quiet",
      ])
    #expect(options.input == "in.wav")
    #expect(options.patch == "p.yaml")
    let outputs = [
      options.midi, options.chords, options.liveChords, options.beats, options.liveBeats,
      options.key, options.json, options.jams, options.musicXML, options.chart,
      options.report, options.wav, options.ledger,
    ]
    #expect(outputs == ["m", "c", "cl", "b", "bl", "k", "j", "a", "x", "h", "r", "w", "l"])
    #expect(options.block == 64)
    #expect(options.rate == 44_100)
    #expect(options.tail == 0.5)
    #expect(options.isQuiet)
    #expect(options.isWet)
  }

  @Test(arguments: [
    ([], "name a recording: strumd render FILE --patch FILE"),
    (["a.wav"], "say what to play: strumd render a.wav --patch FILE"),
    (["a.wav", "--patch"], "--patch needs a patch file"),
    (["a.wav", "b.wav"], "one recording at a time: 'a.wav' or 'b.wav'"),
    (["--loud"], "'--loud' is no option of strumd render; see strumd render --help"),
    (["-"], "'-' is no option of strumd render; see strumd render --help"),
    (["--block", "0"], "--block takes 1 to 8192 frames, not '0'"),
    (["--rate", "44.1k"], "--rate takes 8000 to 192000 Hz, not '44.1k'"),
    (["--tail", "-1"], "--tail takes 0 to 600 seconds, not '-1'"),
    (
      ["a.wav", "--patch", "p", "--midi", "x", "--wav", "x"],
      "two outputs are named 'x'; give each a file of its own"
    ),
    (
      ["a.wav", "--patch", "p", "--json", "x", "--ledger", "x"],
      "two outputs are named 'x'; give each a file of its own"
    ),
  ])
  func `misuse is answered with what to write`(_ words: [String], _ message: String) {
    #expect(throws: UsageError(message)) { try RenderOptions(words) }
    #expect(RenderCommand.run(words) == 2)
  }
}
