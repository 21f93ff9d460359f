import Band
import Music
import TestSupport
import Testing

/// A file as an arranger keyboard or a sequencer would write it.
private struct MadeFile {
  var markers: [(beat: Double, text: String)] = []
  var notes: [(beat: Double, length: Double, channel: Int, key: Int, velocity: Int)] = []
  var metre: (Int, Int) = (4, 2)

  /// Quarters a minute.
  var tempo = 120.0
  var programs: [Int: Int] = [:]

  /// What the mixer of the keyboard has each channel at, controller 7, and what is turned later.
  var volumes: [Int: Int] = [:]
  var turns: [(beat: Double, channel: Int, controller: Int, value: Int)] = []
  var beats = 8.0
  var appendix: [UInt8] = []

  var bytes: [UInt8] {
    let length = Int(60_000_000 / tempo)
    var events: [(tick: Int, order: Int, bytes: [UInt8])] = [
      (0, 0, [0xFF, 0x51, 3] + [length >> 16, length >> 8, length].map { UInt8($0 & 255) }),
      (0, 0, [0xFF, 0x58, 4, UInt8(metre.0), UInt8(metre.1), 24, 8]),
    ]
    for (channel, program) in programs {
      events.append((0, 1, [0xC0 | UInt8(channel), UInt8(program)]))
    }
    for (channel, volume) in volumes {
      events.append((0, 1, [0xB0 | UInt8(channel), 7, UInt8(volume)]))
    }
    for turn in turns {
      let bytes = [0xB0 | turn.channel, turn.controller, turn.value].map { UInt8($0) }
      events.append((Int(turn.beat * 480), 1, bytes))
    }
    for (beat, text) in markers {
      events.append((Int(beat * 480), 1, [0xFF, 6, UInt8(text.utf8.count)] + Array(text.utf8)))
    }
    for note in notes {
      let channel = UInt8(note.channel)
      events.append(
        (Int(note.beat * 480), 3, [0x90 | channel, UInt8(note.key), UInt8(note.velocity)]))
      events.append(
        (Int((note.beat + note.length) * 480), 2, [0x80 | channel, UInt8(note.key), 0]))
    }
    events.append((Int(beats * 480), 4, [0xFF, 0x2F, 0]))
    var track: [UInt8] = []
    var last = 0
    for event in events.sorted(by: { ($0.tick, $0.order) < ($1.tick, $1.order) }) {
      track += Self.variable(event.tick - last) + event.bytes
      last = event.tick
    }
    return Self.chunk("MThd", [0, 0, 0, 1, 1, 0xE0]) + Self.chunk("MTrk", track) + appendix
  }

  static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let count = content.count
    let length = [count >> 24, count >> 16, count >> 8, count].map { UInt8($0 & 255) }
    return Array(name.utf8) + length + content
  }

  private static func variable(_ value: Int) -> [UInt8] {
    value < 128 ? [UInt8(value)] : [UInt8(value >> 7 | 128), UInt8(value & 127)]
  }

  /// Four to the bar on the bass drum, and a bass of root and fifth on `channel`.
  mutating func playBar(at beat: Double, bass channel: Int, key: Int = 36, snare: Bool = false) {
    for quarter in 0..<4 {
      notes.append((beat + Double(quarter), 0.1, 9, snare ? 38 : 36, 100))
    }
    notes.append((beat, 1, channel, key, 110))
    notes.append((beat + 2, 1, channel, key + 7, 90))
  }
}

@Suite struct StyleImportTests {
  @Test func `drums, bass and chords of a MIDI file become the lines of a style`() throws {
    var file = MadeFile(programs: [1: 33, 2: 4])
    for bar in 0..<2 {
      file.playBar(at: Double(bar * 4), bass: 1)
      for key in [60, 64, 67] { file.notes.append((Double(bar * 4) + 1.5, 0.5, 2, key, 90)) }
    }
    let made = try StyleImport(file.bytes, name: "my song.mid")
    let passage = try StyleFile.parse(made.text, name: "x").grooves[0].variations[0]
    #expect(passage.drums.map(\.key) == [36])
    #expect(passage.drums[0].bars.count == 1)
    let style = try StyleFile.parse(made.text, name: "x")
    #expect(style.feels[.comping]?.level == 0.75 && style.feels[.pad]?.level == 0.66)
    let bass = try #require(passage.bass.first)
    #expect(bass.steps.map(\.event.pitch) == [.degree(1, octave: 0), .degree(5, octave: 0)])
    #expect(bass.steps.map(\.event.isAccented) == [true, false])
    let comping = try #require(passage.comping.first)
    #expect(comping.steps.map { Double($0.index) / Double(comping.stepCount) } == [1.5 / 4])
  }

  @Test func `players are as loud as the mixer has them, the softer of two on a part less`() throws
  {
    var file = MadeFile(programs: [1: 33, 2: 4, 3: 25, 4: 50])
    file.volumes = [9: 90, 1: 110, 2: 60, 3: 30, 4: 0]
    for bar in 0..<2 {
      file.playBar(at: Double(bar * 4), bass: 1)
      for key in [60, 64, 67] {
        file.notes.append((Double(bar * 4) + 1, 0.5, 2, key, 110))
        file.notes.append((Double(bar * 4) + 3, 0.5, 3, key, 110))
        file.notes.append((Double(bar * 4), 4, 4, key, 110))
      }
    }
    let made = try StyleImport(file.bytes, name: "my song.mid")
    let style = try StyleFile.parse(made.text, name: "x")
    let levels = [Part.drums, .bass, .comping, .pad].map { style.feels[$0]?.level }
    #expect(levels == [0.9, 1.1, 0.6, 0.1])
    let comping = try #require(style.grooves[0].variations[0].comping.first)
    #expect(comping.steps.map(\.event.velocity) == [114, 40])
  }

  @Test func `a section is as much softer as volume and expression have it there`() throws {
    var file = MadeFile(programs: [1: 33, 2: 4], beats: 12)
    file.markers = [(0, "Main A"), (4, "Main B"), (8, "Main C")]
    file.volumes = [9: 100, 1: 100, 2: 80]
    file.turns = [
      // The band is softer in B, and the chords fall silent there; in C they are louder than ever.
      (0, 2, 11, 100), (4, 9, 7, 60), (4, 1, 11, 70), (4, 2, 11, 0), (8, 9, 7, 100),
      (8, 1, 11, 127),
      (8, 2, 11, 127),
    ]
    for bar in 0..<3 {
      file.playBar(at: Double(bar * 4), bass: 1)
      for key in [60, 64, 67] { file.notes.append((Double(bar * 4) + 1, 0.5, 2, key, 90)) }
    }
    let made = try StyleImport(file.bytes, name: "my song.mid")
    let style = try StyleFile.parse(made.text, name: "x")
    #expect([Part.drums, .bass].map { style.feels[$0]?.level } == [1, 1])
    #expect(style.feels[.comping]?.level == 0.63)
    let passages = style.grooves[0].variations
    try #require(passages.count == 3)
    #expect(passages.map { $0.drums[0].bars[0].steps[0].event.velocity } == [94, 72, 94])
    #expect(passages.map { $0.bass[0].steps[0].event.isAccented } == [true, false, true])
    #expect(passages.map { $0.comping[0].steps.map(\.event.velocity) } == [[94], [], [114]])
  }

  @Test func `a note that swells is as loud as it becomes`() throws {
    var file = MadeFile(programs: [2: 50], beats: 4)
    file.notes = [(0, 4, 2, 60, 100)]
    file.turns = [(0, 2, 11, 5), (1, 2, 11, 120)]
    let made = try StyleImport(file.bytes, name: "my song.mid")
    let style = try StyleFile.parse(made.text, name: "x")
    #expect(style.feels[.pad]?.level == 0.94)
  }

  @Test func `sections of a Yamaha style are found by their markers, and channels by the CASM`()
    throws
  {
    var file = MadeFile(beats: 24)
    file.markers = [
      (0, "SFF1"), (0, "Intro A"), (4, "Main A"), (8, "Main B"), (12, "Fill In AA"),
      (16, "Fill In BA"), (20, "Ending A"),
    ]
    for bar in 0..<6 { file.playBar(at: Double(bar * 4), bass: 4, key: 38, snare: bar == 3) }
    let sections = "Intro A,Main A,Main B,Fill In AA,Fill In BA,Ending A"
    file.appendix = MadeFile.chunk(
      "CASM",
      MadeFile.chunk(
        "CSEG",
        MadeFile.chunk("Sdec", Array(sections.utf8))
          + MadeFile.chunk("Ctb2", Self.role(4, to: 10, root: 2, isSecond: true, table: 0x81))
          + MadeFile.chunk("Ctab", Self.role(9, to: 9, table: 0))))
    let groove = try StyleFile.parse(StyleImport(file.bytes, name: "x.sty").text, name: "x")
      .grooves[0]
    #expect(groove.variations.count == 2)
    #expect(groove.intro != nil && groove.breakdown != nil && groove.ending != nil)
    #expect(groove.fills.map { $0.map(\.key) } == [[38]])
    let bass = try #require(groove.variations[0].bass.first)
    #expect(bass.steps.map(\.event.pitch) == [.degree(1, octave: 0), .degree(5, octave: 0)])
  }

  /// What a CASM says of a channel: what part it is, and how it follows chords.
  private static func role(
    _ channel: UInt8, to destination: UInt8, root: UInt8 = 0, type: UInt8 = 2,
    isSecond: Bool = false, rule: UInt8 = 0, table: UInt8
  ) -> [UInt8] {
    var bytes: [UInt8] = [channel] + Array("PART    ".utf8) + [destination]
    bytes += [UInt8](repeating: 0, count: 8) + [root, type]
    let zone = [rule, table, 7, 0, 127, 1]
    // What is low and high has another table, which must not count.
    if isSecond {
      let end = [1, 0, 7, 0, 127, 1] + [UInt8](repeating: 0, count: 7)
      return bytes + [0, 127, 1, 0, 7, 0, 127, 1] + zone + end
    }
    return bytes + zone + [0]
  }

  /// The bass words of a bar of quarters that a style has of `keys` on channel 5.
  private func bass(_ keys: [Int], _ chunks: [(String, [UInt8])]) throws -> String {
    let text = try style(keys, channel: 4, chunks)
    return text.split(separator: "\n").first { $0.contains("bass:") }.map(String.init) ?? ""
  }

  /// A style of a bar of quarters on a channel.
  private func style(
    _ keys: [Int], channel: Int, _ chunks: [(String, [UInt8])]
  ) throws -> String {
    var file = MadeFile(beats: 4)
    file.markers = [(0, "Main A")]
    for (beat, key) in keys.enumerated() {
      file.notes.append((Double(beat), 0.9, channel, key, 90))
      file.notes.append((Double(beat), 0.1, 9, 36, 100))
    }
    let content =
      MadeFile.chunk("Sdec", Array("Main A".utf8))
      + chunks.flatMap { MadeFile.chunk($0.0, $0.1) }
    file.appendix = MadeFile.chunk("CASM", MadeFile.chunk("CSEG", content))
    return try StyleImport(file.bytes, name: "x.sty").text
  }

  @Test(arguments: [
    // Bass, as degrees; without the bass of slash chords; not at all but for the root.
    (false, UInt8(3), "1 3 6 7"), (false, 1, "+0 3 6 7"), (false, 0, "+0 +4 +9 +11"),
    // Melodic and harmonic minor in the first format; then the second format's.
    (false, 4, "+0 +4~ +9 +11"), (false, 5, "+0 +4~ +9~ +11"),
    (true, 0x83, "1 +4~ +9 +11"), (true, 0x05, "+0 +4~ +9~ +11"),
    (true, 0x87, "1 +4~ +9~ +11~"), (true, 0x89, "1 +4~ +9 +11~"), (true, 0x81, "1 3 6 7"),
  ])
  func `a table of transposition decides how a bass follows chords`(
    isSecond: Bool, table: UInt8, words: String
  ) throws {
    let name = isSecond ? "Ctb2" : "Ctab"
    let content = Self.role(4, to: 10, isSecond: isSecond, table: table)
    #expect(try bass([36, 40, 45, 47], [(name, content)]).contains("\"\(words)\""))
  }

  @Test func `the fifth follows where a table has it, and a minor source is read as one`() throws {
    let fifth = Self.role(4, to: 10, isSecond: true, table: 0x86)
    #expect(try bass([36, 40, 43, 45], [("Ctb2", fifth)]).contains("\"1 +4~ 5 +9~\""))
    let minor = Self.role(4, to: 10, type: 10, isSecond: true, table: 0x87)
    #expect(try bass([36, 39, 44, 46], [("Ctb2", minor)]).contains("\"1 +4~ +9~ +11~\""))
    let degrees = Self.role(4, to: 10, type: 11, isSecond: true, table: 0x81)
    #expect(try bass([36, 39, 42, 46], [("Ctb2", degrees)]).contains("\"1 3 5 7\""))
  }

  @Test func `a Cntt takes the place of the table before it`() throws {
    let chunks = [("Ctab", Self.role(4, to: 10, table: 3)), ("Cntt", [4, 0x85])]
    #expect(try bass([36, 40, 45, 47], chunks).contains("\"1 +4~ +9~ +11\""))
  }

  @Test func `a part that no chord moves is left out, and a guitar is held as one`() throws {
    let fixed = Self.role(2, to: 11, rule: 1, table: 0)
    var text = try style([60, 60, 60, 60], channel: 2, [("Ctab", fixed)])
    #expect(!text.contains("\n    comping:"))
    let guitar = Self.role(2, to: 11, isSecond: true, rule: 2, table: 1)
    text = try style([60, 60, 60, 60], channel: 2, [("Ctb2", guitar)])
    #expect(text.contains("voicing:\n  kind: guitar") && text.contains("\n    comping:"))
  }

  @Test func `chords whose notes come one by one are broken chords`() throws {
    let role = Self.role(2, to: 12, table: 2)
    let text = try style([60, 64, 67, 72], channel: 2, [("Ctab", role)])
    #expect(text.contains("arpeggio: \"+0 3 5 +0'\"") && !text.contains("\n    comping:"))
  }

  @Test func `six eighths are written in six`() throws {
    var file = MadeFile(metre: (6, 3), beats: 6)
    for eighth in 0..<12 { file.notes.append((Double(eighth) / 2, 0.1, 9, 42, 80)) }
    let groove = try StyleFile.parse(StyleImport(file.bytes, name: "x").text, name: "x").grooves[0]
    #expect(groove.metre == Metre(6, 8))
    #expect(groove.variations[0].drums.first?.bars.first?.steps.count == 6)
  }

  @Test func `triplets are found`() throws {
    var file = MadeFile()
    for third in 0..<24 { file.notes.append((Double(third) / 3, 0.1, 9, 51, 80)) }
    let groove = try StyleFile.parse(StyleImport(file.bytes, name: "x").text, name: "x").grooves[0]
    #expect(groove.variations[0].drums.first?.bars.first?.stepCount == 12)
  }

  @Test
  func `drums that only Yamaha has are taken for what comes near, and the louder of two is heard`()
    throws
  {
    var file = MadeFile()
    for (beat, key) in [(0.0, 33), (1, 34), (2, 31), (3, 32)] {
      file.notes.append((beat, 0.1, 9, key, 90))
    }
    file.notes += [(1.01, 0.1, 9, 38, 40), (2, 0.1, 9, 61, 90), (3, 0.1, 9, 13, 90)]
    let made = try StyleImport(file.bytes, name: "x")
    #expect(made.remarks.isEmpty)
    let passage = try StyleFile.parse(made.text, name: "x").grooves[0].variations[0]
    let drums = Dictionary(uniqueKeysWithValues: passage.drums.map { ($0.key, $0.bars[0].steps) })
    #expect(Set(drums.keys) == [36, 37, 38, 61, 86])
    #expect(drums[38]?.map { $0.event.velocity > 80 } == [true, true])
  }

  /// The metre as a MIDI file has it: beats, and the power of two that is their note.
  @Test(arguments: [(4, 2), (3, 2), (2, 1), (6, 3), (7, 3), (12, 3)])
  func `a style without drums is one, too`(beats: Int, power: Int) throws {
    var file = MadeFile(metre: (beats, power), programs: [1: 33])
    file.notes = [(0, 1, 1, 36, 100), (4, 1, 1, 43, 100)]
    let passage = try StyleFile.parse(StyleImport(file.bytes, name: "x").text, name: "x").grooves[0]
      .variations[0]
    #expect(passage.drums.allSatisfy { $0.bars.allSatisfy { $0.steps.isEmpty } })
    #expect(!passage.bass.isEmpty)
  }

  @Test func `a metre that styles do not have is passed over`() throws {
    var file = MadeFile(metre: (4, 0))
    file.playBar(at: 0, bass: 1)
    let groove = try StyleFile.parse(StyleImport(file.bytes, name: "x").text, name: "x").grooves[0]
    #expect(groove.metre == .fourFour)
  }

  @Test(arguments: [
    (6, 30.0...36), (60, 48...72), (120, 96...144), (290, 232...300), (400, 240...300),
  ])
  func `a style is for tempos around that of the file, as far as styles go`(
    tempo: Double, range: ClosedRange<Double>
  ) throws {
    var file = MadeFile(tempo: tempo)
    file.playBar(at: 0, bass: 1)
    let style = try StyleFile.parse(StyleImport(file.bytes, name: "x").text, name: "x")
    #expect(style.tempo == range)
  }

  @Test func `what is no MIDI file, or has no notes, is refused with a reason`() {
    #expect(refusal([]).contains("not a Standard MIDI File"))
    #expect(refusal(Array("RIFF----WAVEfmt ".utf8)).contains("not a Standard MIDI File"))
    #expect(refusal(MadeFile().bytes).contains("no notes"))
    #expect(
      refusal([UInt8](repeating: 0, count: 5 << 20)).contains("larger than 4 MB"))
  }

  @Test func `a damaged file is refused or read, whatever is wrong with it`() {
    var file = MadeFile(markers: [(0, "Main A"), (4, "Ending A")])
    file.playBar(at: 0, bass: 1)
    file.appendix = MadeFile.chunk("CASM", MadeFile.chunk("CSEG", [1, 2, 3]))
    let whole = file.bytes
    var dice = Dice(seed: 5)
    for _ in 0..<3000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &dice) {
        bytes[Int.random(in: 0..<bytes.count, using: &dice)] = UInt8.random(
          in: 0...255, using: &dice)
      }
      if dice.chance(0.3) {
        bytes = Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &dice)))
      }
      if let made = try? StyleImport(bytes, name: "x") {
        #expect((try? StyleFile.parse(made.text, name: "x")) != nil)
      }
    }
  }

  private func refusal(_ bytes: [UInt8]) -> String {
    do {
      _ = try StyleImport(bytes, name: "x")
      return ""
    } catch {
      return error.description
    }
  }
}
