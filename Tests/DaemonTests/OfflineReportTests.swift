import Ear
import Chart
import Foundation
import FoundationXML
import Music
import Sound
import TestSupport
import Testing

@testable import Daemon

/// What is written for people and for other programs once a take is over.
@Suite struct OfflineReportTests {
  private func chord(_ name: String) -> Chord? {
    PitchClass(name: name.prefix { $0 != "m" }).map {
      Chord($0, name.hasSuffix("m") ? .minor : .major)
    }
  }

  /// Four beats a bar, half a second each, from one second on.
  private func beats(_ bars: Int) -> [BeatList.Beat] {
    (0..<4 * bars).map {
      let time = 1 + Double($0) / 2
      return BeatList.Beat(time: time, announced: time, number: $0 % 4 + 1)
    }
  }

  private func lab(_ bars: [String]) -> ChordLab {
    ChordLab(
      bars.enumerated().map { (1 + 2 * Double($0.offset), chord($0.element), 0.5) },
      end: 2 * Double(bars.count) + 2)
  }

  private func form(_ bars: [String]) -> Form {
    Form(beats(bars.count), chords: lab(bars), chroma: [], sampleRate: 48_000)
  }

  private let song = ["C", "Am", "F", "G", "Em", "Am", "Dm", "G"]
  private let bridge = ["E", "E", "A", "A", "D", "D", "G", "B"]

  @Test func `a song in three parts is divided where they begin`() {
    let form = form(song + bridge + song)
    #expect(form.parts.map(\.name) == ["A", "B", "A"])
    #expect(form.parts.map(\.start) == [1, 17, 33])
    #expect(form.bars.last == 49)
  }

  @Test func `without beats there are no bars and no parts`() {
    let form = Form([], chords: lab(song), chroma: [], sampleRate: 48_000)
    #expect(form.bars.isEmpty)
    #expect(form.parts.isEmpty)
  }

  @Test(arguments: [
    (Key(PitchClass(0), .major), 0, "C C# D Eb E F F# G Ab A Bb B"),
    (Key(PitchClass(2), .major), 2, "C C# D D# E F F# G G# A Bb B"),
    (Key(PitchClass(10), .minor), -5, "C Db D Eb Fb F Gb G Ab A Bb Cb"),
    (Key(PitchClass(6), .major), 6, "B# C# D D# E E# F# G G# A A# B"),
    (Key(PitchClass(9), .minor), 0, "C C# D Eb E F F# G G# A Bb B"),
  ])
  func `notes are spelled as the key spells them`(key: Key, fifths: Int, names: String) {
    let spelling = Spelling(key)
    #expect(spelling.fifths == fifths)
    let spelled = (0..<12).map { spelling.note(PitchClass($0)).name }
    #expect(spelled.joined(separator: " ") == names)
  }

  @Test func `a lead sheet has each chord on its beat and each part at its bar`() {
    let bars = song + bridge
    var changes = bars.enumerated().map { (1 + 2 * Double($0.offset), chord($0.element), Float(1)) }
    changes.append((1 + 2 * 2 + 1.03, chord("Fm"), 1))
    changes.sort { $0.0 < $1.0 }
    let sheet = LeadSheet(
      ChordLab(changes, end: 33), beats: beats(16), form: form(bars), metre: .fourFour, tempo: 90)
    #expect(sheet.beatsPerBar == 4)
    #expect(sheet.bars.count == 16)
    #expect(sheet.bars[0].chords.map(\.chord) == [chord("C")])
    #expect(sheet.bars[2].chords.map(\.beat) == [0, 2])
    #expect(sheet.bars[2].chords.map(\.chord) == [chord("F"), chord("Fm")])
    #expect(sheet.bars[0].section == "A")
    #expect(sheet.bars[8].section == "B")
  }

  @Test func `a lead sheet without beats counts at the patch's tempo from the first chord`() {
    let sheet = LeadSheet(
      ChordLab([(1, chord("C"), 1), (3, chord("G"), 1)], end: 5), beats: [],
      form: form([]), metre: Metre(3, 4), tempo: 60)
    #expect(sheet.bars.map(\.beatCount) == [3, 3])
    #expect(sheet.bars[0].chords.map(\.beat) == [0, 2])
  }

  @Test func `MusicXML says key, metre, tempo, harmony and bars`() throws {
    let sheet = LeadSheet(
      ChordLab(
        [
          (1, Chord(PitchClass(3), .major7, bass: PitchClass(7)), 1), (3, nil, 1),
          (5, Chord(PitchClass(8), .halfDiminished7), 1),
        ], end: 7),
      beats: beats(3), form: form(song), metre: .fourFour, tempo: 90)
    let text = MusicXML(
      sheet, title: "Blue & <green>", key: Key(PitchClass(3), .major), beatUnit: 4, tempo: 120
    ).document
    let document = try XMLDocument(xmlString: text)
    func values(_ path: String) throws -> [String] {
      try document.nodes(forXPath: path).map { $0.stringValue ?? "" }
    }
    #expect(try values("/score-partwise/@version") == ["4.0"])
    #expect(try values("//work-title") == ["Blue & <green>"])
    #expect(try values("//fifths") == ["-3"])
    #expect(try values("//beats") == ["4"])
    #expect(try values("//per-minute") == ["120"])
    #expect(try values("//root-step") == ["E", "C", "A"])
    #expect(try values("//root-alter") == ["-1", "-1"])
    #expect(try values("//bass-step") == ["G"])
    #expect(try values("//kind") == ["major-seventh", "none", "half-diminished"])
    #expect(try values("//measure/@number") == ["1", "2", "3"])
    #expect(try values("//measure[1]/note/duration") == ["4", "4", "4", "4"])
    let names = try document.nodes(forXPath: "//measure[1]/*").map { $0.name ?? "" }
    #expect(
      names == ["attributes", "direction", "direction", "harmony"]
        + Array(repeating: "note", count: 4))
  }

  @Test func `what a whole run writes is valid, and asks for nothing outside`() throws {
    let scratch = try ScratchFolder()
    let file = try AudioFile.read(Checkout.path("demo/take.flac"), rate: nil)
    let samples = Array(file.channels[0].prefix(Int(9 * file.sampleRate)))
    let input = try scratch.wave("a<b.wav", [samples], rate: file.sampleRate)
    let outputs = ["json", "jams", "musicxml", "report", "chart"].flatMap {
      ["--" + $0, scratch.path($0)]
    }
    let status = RenderCommand.run(
      [input, "--patch", Checkout.path("patches/trio.yaml"), "--quiet", "--tail", "0"] + outputs)
    #expect(status == 0)

    let json = try object(Data(try scratch.bytes("json")))
    #expect((json["sections"] as? [[String: Any]])?.first?["name"] as? String == "A")
    #expect((json["bars"] as? [Double])?.isEmpty == false)
    let loudness = json["loudness"] as? [String: Double]
    #expect(-40 < loudness?["integrated"] ?? -99 && loudness?["integrated"] ?? 0 < -10)
    let bins = (json["chroma"] as? [String: Any])?["bins"] as? [[Double]]
    #expect(bins?.allSatisfy { $0.count == 12 && $0.allSatisfy((0...1).contains) } == true)

    let jams = try object(Data(try scratch.bytes("jams")))
    let annotations = try #require(jams["annotations"] as? [[String: Any]])
    let namespaces = annotations.compactMap { $0["namespace"] as? String }
    #expect(Set(namespaces).isSuperset(of: ["chord", "beat", "tempo", "segment_open", "onset"]))
    for annotation in annotations { expectValid(annotation) }

    _ = try XMLDocument(xmlString: try scratch.text("musicxml"))
    let chart = try ChartFile.parse(try scratch.bytes("chart"), name: "chart")
    #expect(chart.beats.contains { $0 != nil })
    let page = try scratch.text("report")
    #expect(page.contains("<title>a&lt;b – strumd</title>"))
    for word in ["src=", "href=", "url(", "import ", "http:", "https:", "fetch("] {
      #expect(!page.contains(word), "\(word)")
    }
    let start = try #require(page.range(of: #"<script type="application/json" id="take">"#))
    let end = try #require(page.range(of: "</script>", range: start.upperBound..<page.endIndex))
    let data = try object(Data(page[start.upperBound..<end.lowerBound].utf8))
    #expect(data["file"] as? String == "a<b.wav")
    #expect((data["peaks"] as? [Int])?.count == 2 * 900)
    #expect((data["symbols"] as? [String])?.count == (data["chords"] as? [Any])?.count)
  }

  private func object(_ data: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// Checks what the JAMS 0.3 schema demands of an annotation and of its namespace's values.
  private func expectValid(_ annotation: [String: Any]) {
    let namespace = annotation["namespace"] as? String ?? ""
    let rows = annotation["data"] as? [[String: Any]] ?? []
    #expect(!rows.isEmpty && annotation["annotation_metadata"] is [String: Any])
    for row in rows {
      #expect(Set(row.keys) == ["time", "duration", "value", "confidence"])
      #expect(row["time"] as? Double ?? -1 >= 0 && row["duration"] as? Double ?? -1 >= 0)
      let isValid =
        switch namespace {
        case "chord", "segment_open": row["value"] is String
        case "key_mode": (row["value"] as? String)?.contains(/^[A-G][#b]?:(major|minor)$/) ?? false
        case "beat": row["value"] is Int && row["confidence"] is Double
        case "tempo": row["value"] is Double && row["confidence"] is Double
        default: row["value"] is NSNull
        }
      #expect(isValid, "\(namespace): \(row)")
    }
  }
}
