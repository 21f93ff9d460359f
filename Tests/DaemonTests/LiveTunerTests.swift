import Foundation
import TestSupport
import Testing

/// What a tuner and a loudness meter hear, as those see it who ask by OSC or look at `strumctl top`.
@Suite(.serialized)
struct LiveTunerTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  @Test func `a string is tuned and its loudness told, by OSC and on strumctl's screen`()
    async throws
  {
    try await stage.startServer()
    let string = try stage.scratch.wave("in.wav", [sine(111, seconds: 2)])
    let strumd = try await stage.startStrumd(
      """
      nodes:
        - {id: guitar, kind: capture}
        - {id: pegs, kind: tuner}
        - {id: programme, kind: loudness}
      wires:
        - guitar -> pegs
        - guitar -> programme
      """, ["--input", string, "--loop"], until: "OSC on port")
    let port = try await stage.oscPort(of: strumd)
    let strumctl = { (arguments: [String]) in
      try stage.run([LiveStage.programs + "/strumctl", "--osc-port", port] + arguments)
    }
    try await eventually("the note") { try strumctl(["send", "/pitch"]).hasPrefix("A2 ") }
    try await eventually("the loudness") {
      // A sine of half of full scale, on one channel, below the band that ears hear best.
      let words = try strumctl(["send", "/loudness"]).split(whereSeparator: \.isWhitespace)
      let levels = words.compactMap { Double($0) }
      return levels.count >= 6 && abs(levels[0] + 10) < 1.5 && abs(levels[2] + 10) < 1.5
    }
    let top = try stage.start([LiveStage.programs + "/strumctl", "--osc-port", port, "top"])
    try await eventually("the screen") {
      ["tuner  A2", " cents  111.0 Hz", "loudness  momentary -"].allSatisfy {
        top.output.contains($0)
      }
    }
    let node = try strumctl(["send", "/node/pegs/pitch"])
    #expect(node.contains("45"))
  }
}
