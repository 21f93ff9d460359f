import Chart
import Music
import Testing

@testable import Daemon

@Suite struct OfflineChartTests {
  /// Sixteen beats at 120 bpm after one of a bar before: C, A minor, F and G, then C again.
  private var sheet: LeadSheet {
    let beats = (0..<17).map { index in
      BeatList.Beat(
        time: Double(index) * 0.5, announced: 0, number: index == 0 ? 4 : (index - 1) % 4 + 1)
    }
    let rows: [(time: Double, chord: Chord?, confidence: Float)] = [
      (0, Chord(PitchClass(0), .major), 1), (2.5, Chord(PitchClass(9), .minor), 1),
      (4.5, Chord(PitchClass(5), .major), 1), (5.5, Chord(PitchClass(7), .dominant7), 1),
      (6.5, Chord(PitchClass(0), .major), 1),
    ]
    let lab = ChordLab(rows, end: 8.5)
    let form = Form(beats, chords: lab, chroma: [], sampleRate: 48_000)
    return LeadSheet(lab, beats: beats, form: form, metre: .fourFour, tempo: 120)
  }

  @Test(arguments: ["a.yaml", "a.cho"])
  func `what was heard is a chart that can be read again`(name: String) throws {
    let chart = Chart(sheet, beatUnit: 4)
    let text = name == "a.yaml" ? chart.yaml : chart.chordPro
    let again = try ChartFile.parse(Array(text.utf8), name: name)
    let bar = { (label: String) in Array(repeating: label, count: 4) }
    #expect(
      again.beats.map(\.harte) == bar("C:maj") + bar("A:min") + ["F:maj", "F:maj", "G:7", "G:7"]
        + bar("C:maj"))
    #expect(again.metre == .fourFour)
  }
}
