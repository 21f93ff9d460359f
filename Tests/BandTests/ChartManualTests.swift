import Band
import Chart
import Foundation
import Music
import TestSupport
import Testing

/// The examples of docs/charts.md, as they stand.
@Suite struct ChartManualTests {
  /// The example in a format, between the lines that fence it.
  private func example(_ format: String) throws -> Chart {
    let text = try #require(Checkout.examples(format, in: "docs/charts.md").first)
    let name = ["yaml": "a.yaml", "chordpro": "a.cho"][format] ?? "a.txt"
    return try ChartFile.parse(Array(text.utf8), name: name)
  }

  @Test(arguments: ["chordpro", "ireal", "musicxml"])
  func `every format says the same`(format: String) throws {
    let wanted = try example("yaml")
    let chart = try example(format)
    #expect(chart.beats == wanted.beats)
    #expect(chart.title == wanted.title)
    #expect(chart.composer == wanted.composer)
    #expect(chart.tempo == wanted.tempo)
    #expect(chart.key == wanted.key)
    #expect(chart.sections.map(\.bar) == [0, 8, 12])
  }

  @Test(arguments: ["yaml", "chordpro", "ireal", "musicxml"])
  func `the band plays each example on the beat in its first pass`(format: String) throws {
    let chart = try example(format)
    let beats = chart.beats
    var rehearsal = try Rehearsal(Styles.load("pop")) { beats[max(0, $0) % beats.count] }
    rehearsal.composer.source = ChartFollower(chart)
    rehearsal.play(until: 66)
    for bar in 4..<16 {
      let sound = try #require(rehearsal.bass(at: Double(bar * 4) + 0.06), "bar \(bar)")
      #expect(PitchClass(Int(sound.key)) == beats[bar * 4]?.bass, "bar \(bar)")
    }
  }
}
