import Foundation
import Graph
import Music
import PatchFile
import TestSupport
import Testing

@testable import Daemon

/// The demo take, played from charts that fit it, and from some that fit it in part.
@Suite struct ChartTakeTests {
  private static let take = Checkout.path("demo/take")

  /// The form that the take plays twice.
  private static let tune = "G | Em | Cmaj7 | D7 | Bm7 | E7 | Am | D7"
  private static let other = "F# | G#m | C# | Ebm7 | F# | B | G#m | C#7"

  let scratch: ScratchFolder
  let truth: OfflineTruth

  init() throws {
    scratch = try ScratchFolder()
    truth = try OfflineTruth(Self.take)
  }

  private var downbeats: [Double] { truth.beats.filter { $0.number == 1 }.map(\.time) }

  /// What the band told and played from a chart of these sections.
  private struct Playing {
    /// When it said in which bar the player is, from 1; 0 where he is not in the chart.
    var places: [(time: Double, bar: Int)] = []
    var bass: [(time: Double, key: Int)] = []

    /// The bar it last told of before `time`.
    func bar(at time: Double) -> Int { places.last { $0.time <= time }?.bar ?? 0 }

    /// The first bass note in the second from `time` on.
    func key(from time: Double) -> (time: Double, key: Int)? {
      bass.first { $0.time >= time && $0.time < time + 1 }
    }
  }

  private func play(_ sections: [(name: String, chords: String)]) throws -> Playing {
    let chart =
      "version: 1\nsections:\n"
      + sections.map { "  - {name: \($0.name), chords: \($0.chords)}\n" }.joined()
    try chart.write(toFile: scratch.path("song.yaml"), atomically: true, encoding: .utf8)
    let trio = try Checkout.text("patches/trio.yaml")
    let text = trio.replacing("style: rock", with: "style: rock\n    chart: song.yaml")
    try text.write(toFile: scratch.path("p.yaml"), atomically: true, encoding: .utf8)
    let kinds = NodeKinds.linked
    let patch = try PatchDocument(path: scratch.path("p.yaml"), kinds: kinds).patch
    let input = try RenderInput(Self.take + ".flac")
    var rendition = try Rendition(
      input, patch: patch.hearingRecording, kinds: kinds, block: 256,
      environment: Environment(isOffline: true, patch: scratch.path("p.yaml")), isWet: true)
    while rendition.frame < input.frameCount {
      _ = try rendition.step(until: input.frameCount)
    }
    let performance = rendition.performance
    var playing = Playing()
    for report in performance.reports(.chart) {
      playing.places.append(
        (Double(report.delivered) / input.sampleRate, Int(report.event.values[0])))
    }
    for message in performance.messages where message.event.isNoteOn && message.port == "bass" {
      playing.bass.append(
        (Double(message.frame) / input.sampleRate, Int(message.event.data1)))
    }
    return playing
  }

  /// Whether the bass sounds a tone of the true chord with the downbeat `bar`, at once.
  private func meets(_ playing: Playing, _ bar: Int) -> Bool {
    let time = downbeats[bar]
    guard let note = playing.key(from: time - 0.08), abs(note.time - time) < 0.08 else {
      return false
    }
    return truth.segment(at: time + 0.1)?.pitchClasses.contains(PitchClass(note.key)) == true
  }

  @Test func `a take is followed through its chart, from the first pass on`() throws {
    let playing = try play([("tune", Self.tune)])
    for bar in 3..<16 { #expect(playing.bar(at: downbeats[bar] + 0.5) == bar % 8 + 1, "\(bar)") }
    // The first chord of all is the one bar that nobody can know the beginning of.
    let met = (1..<16).filter { meets(playing, $0) }
    #expect(met.count >= 14, "\(met)")
  }

  @Test func `a player who jumps back, over a section that comes next, is found`() throws {
    let playing = try play([("verse", Self.tune), ("bridge", Self.other)])
    for bar in 3..<8 { #expect(playing.bar(at: downbeats[bar] + 0.5) == bar + 1, "\(bar)") }
    for bar in 10..<16 { #expect(playing.bar(at: downbeats[bar] + 0.5) == bar - 7, "\(bar)") }
    #expect((10..<16).count { meets(playing, $0) } >= 5)
  }

  @Test func `a player who leaves the chart is listened to`() throws {
    let playing = try play([("start", "G | Em | Cmaj7 | D7"), ("bridge", Self.other)])
    #expect(playing.bar(at: downbeats[3] + 0.5) == 4)
    // E7, Am and D7 may pass for the second to the fourth bar; the bridge is not what he plays.
    #expect(!(5...8).contains(playing.bar(at: downbeats[7] + 0.5)))
    for bar in 5..<8 {
      let time = downbeats[bar] + 0.3
      let note = try #require(playing.key(from: time), "\(bar)")
      let tones = truth.segment(at: note.time)?.pitchClasses ?? []
      #expect(tones.contains(PitchClass(note.key)), "\(bar)")
    }
  }
}
