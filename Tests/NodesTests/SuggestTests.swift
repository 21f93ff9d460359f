import Foundation
import Graph
import TestSupport
import Testing

/// What a ``SuggestNode`` foretells.
@Suite struct SuggestTests {
  /// A rig whose player has played the four chords of a bar each, so many bars.
  private func rig(bars: Int, model: String, chart: String = "") throws -> NodeRig {
    let chords = ["0 0 0", "9 1 9", "5 0 5", "7 0 7"]
    let events = (0..<bars).map { "\($0 * 96_000 + 7200) chord \(chords[$0 % 4]) 1 0" }
    let rig = try NodeRig(
      "suggest", settings: ["model": .text(model), "chart": .text(chart)],
      events: events.joined(separator: "\n"))
    rig.run(Array(repeating: 480, count: bars * 200 - 10))
    return rig
  }

  @Test func `the chord of a tune that has come round is told with its beat and the length`() throws
  {
    let rig = try rig(bars: 10, model: "none")
    let last = try #require(rig.output.findings.last { $0.port == "suggestion" })
    #expect(last.values[0] == 1)
    #expect(last.values[1] == 4)
    #expect(last.values[2] == 5)
    #expect(last.values[4] > 0.9)
  }

  @Test func `a tune that has only just come round is not foretold with certainty`() throws {
    let rig = try rig(bars: 7, model: "none")
    let last = try #require(rig.output.findings.last { $0.port == "suggestion" })
    #expect(last.values[2] == 7)
    #expect(last.values[4] < 0.85)
  }

  @Test func `with a model every mood is told whenever the chord has changed`() throws {
    let rig = try rig(bars: 3, model: "band")
    let moods = rig.output.findings.filter { $0.port == "continuation" }.map { $0.values[0] }
    #expect(moods.count == 15)
    #expect(Set(moods) == [0, 1, 2, 3, 4])
  }

  @Test func `from a chart the next chord is told before it was ever heard`() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(
      "version: 1\nsections: [{name: a, chords: C | Am | Eb | Bb}]\n", to: "chart.yaml")
    let rig = try rig(bars: 2, model: "none", chart: path)
    let last = try #require(rig.output.findings.last { $0.port == "suggestion" })
    #expect(last.values[0] == 1)
    #expect(last.values[2] == 3)
    #expect(last.values[4] > 0.9)
  }

  @Test func `a model that is not there is named`() throws {
    #expect(throws: (any Error).self) { try rig(bars: 1, model: "./nowhere.progressions") }
  }
}
