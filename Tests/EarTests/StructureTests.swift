import Ear
import Foundation
import Music
import Testing

/// Forms that songs have, told as chords; the sound itself is left out.
struct StructureTests {
  private static let verse = ["C", "Am", "F", "G", "Em", "Am", "Dm", "G"]
  private static let bridge = ["E7", "E7", "A7", "A7", "D7", "D7", "G7", "G7"]
  private static let loop = ["C", "G", "Am", "F"]
  private static let chorus = ["F", "C", "Dm", "Bb"]

  private static func chord(_ name: String) -> Chord? {
    let quality: ChordQuality =
      name.hasSuffix("m7")
      ? .minor7 : name.hasSuffix("m") ? .minor : name.hasSuffix("7") ? .dominant7 : .major
    let root = name.prefix { $0 != "m" && $0 != "7" }
    return PitchClass(name: root).map { Chord($0, quality) }
  }

  private static func bar(_ name: String) -> BarProfile {
    BarProfile(start: 0, end: 1000, chords: [(0, chord(name))], chroma: [])
  }

  private func parse(_ bars: [String]) -> SectionParser {
    var parser = SectionParser()
    for bar in bars { parser.append(Self.bar(bar)) }
    return parser
  }

  private func text(_ sections: [Section]) -> String {
    sections.map { "\(Section.name($0.label))\($0.start)" }.joined(separator: " ")
  }

  @Test(arguments: [
    (verse + verse + bridge + verse, "A0 A8 B16 A24"),
    (verse + bridge + verse + bridge, "A0 B8 A16 B24"),
    (loop + loop + chorus + chorus + loop + loop + chorus + chorus, "A0 B8 A16 B24"),
    (loop + loop + chorus + loop + loop + loop + chorus + loop + loop, "A0 B8 A12 B24 A28"),
    (
      ["N", "N"] + verse + bridge + verse + bridge + loop + loop + bridge,
      "A0 B2 C10 B18 C26 D34 C42"
    ),
  ])
  func `the form of a song is found`(bars: [String], form: String) {
    #expect(text(parse(bars).form) == form)
  }

  @Test func `twelve bars of blues come round after twelve`() {
    let blues = ["C7", "F7", "C7", "C7", "F7", "F7", "C7", "A7", "Dm", "G7", "C7", "G7"]
    #expect(text(parse(blues + blues + blues).form) == "A0 A12 A24")
  }

  @Test func `a chord heard wrong now and then does not hide a repeat`() {
    var bars = Self.verse + Self.bridge + Self.verse + Self.bridge
    bars[18] = "Dm"
    bars[21] = "C"
    bars[27] = "A"
    #expect(text(parse(bars).form) == "A0 B8 A16 B24")
  }

  @Test func `a section is known to come round again two bars into it`() {
    let known = parse(Self.verse + Self.bridge + Self.verse.prefix(2)).sections
    #expect(known.last?.label == 0)
    #expect(known.last?.start == 16)
    #expect(known.last?.occurrence == 2)
  }

  @Test func `as many bars as there is room for, and no more`() {
    var parser = SectionParser(capacity: 40)
    for number in 0..<60 { parser.append(Self.bar(Self.loop[number % 4])) }
    #expect(parser.barCount == 40)
    #expect(parser.isFull)
    #expect(Set(parser.form.map(\.label)) == [0])
  }

  @Test func `what is remembered of all ways to tell the bars does not grow with the piece`() {
    var parser = parse(["C", "F", "G", "Am"])
    var counts: [Int] = []
    for bar in 0..<200 {
      parser.append(Self.bar(["C", "F", "G", "Am", "Dm"][bar * bar % 5]))
      counts.append(parser.tellingCount)
    }
    #expect(counts[199] == counts[50])
    #expect(parser.differenceCount < 33 * parser.barCount)
  }

  /// Bars of two seconds at 8 kHz, told as they would be: beats before, chords after.
  private func listen(
    _ bars: [String], chunks: [Int] = [800], capacity: Int = SectionParser.capacity
  ) -> [SectionEstimate] {
    let rate = 8000.0
    let length = Int64(2 * rate)
    var analyser = Solo(
      StructureAnalyser(sampleRate: rate, capacity: capacity), sampleRate: rate)
    var heard: [SectionEstimate] = []
    var frame: Int64 = 0
    var told = 0
    let samples = [Float](repeating: 0, count: bars.count * Int(length) + 24_000)
    feed(samples, chunks: chunks) { chunk in
      let end = frame + Int64(chunk.count)
      while told <= bars.count, Int64(told) * length < end {
        analyser.listener.downbeat(at: Int64(told) * length)
        if told < bars.count {
          analyser.listener.chord(Self.chord(bars[told]), at: Int64(told) * length)
        }
        told += 1
      }
      analyser.process(chunk) { heard.append($0) }
      frame = end
    }
    return heard
  }

  @Test(arguments: [[800], [64, 1000, 333]])
  func `sections are told while they are played, dated back to their first bar`(chunks: [Int]) {
    let heard = listen(
      Self.verse + Self.bridge + Self.verse + Self.bridge + Self.verse, chunks: chunks)
    #expect(heard.map(\.section.label).suffix(3) == [0, 1, 0])
    let last = heard.last
    let bar: Int64 = 16_000
    #expect(last?.frame == 32 * bar)
    #expect(last?.section.length == 8, "it is expected to be as long as before")
    #expect((last?.heard ?? 0) <= 36 * bar + 12_000)
    #expect(
      heard
        == listen(
          Self.verse + Self.bridge + Self.verse + Self.bridge + Self.verse, chunks: [8000]))
  }

  @Test func `sections go on being told when there is no room for more bars of a piece`() {
    let bars = Self.verse + Self.bridge
    let heard = listen(bars + bars + bars, capacity: bars.count)
    #expect(heard.map(\.section.label) == [0, 1, 0, 1, 0, 1])
    #expect(heard.allSatisfy { $0.section.occurrence == 1 }, "each time as a new piece")
    let bar: Int64 = 16_000
    #expect(heard.last?.frame == 40 * bar)
  }
}
