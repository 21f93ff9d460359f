import Graph
import Nodes
import Testing

@Suite struct BandControlTests {
  /// A band in four styles, hearing a chord or more, and onsets twice a beat, from number `first` until before
  /// number `last`, at 120 beats a minute.
  private func rig(
    _ parameters: [String: Float] = [:], from first: Int = 0, until last: Int = 120,
    style: String = "rock",
    hearing heard: [String] = ["100 chord 0 0 0 1 1"]
  ) throws -> NodeRig {
    var lines = heard + ["0 beat 1 4 120 1 0"]
    for stroke in first..<last { lines.append("\(stroke * 12_000) onset 0.8 0 0") }
    return try NodeRig(
      "accompaniment", parameters: parameters,
      settings: ["style": .text(style), "styles": .text("bossa, samba")],
      events: lines.sorted { frame($0) < frame($1) }.joined(separator: "\n"))
  }

  private func frame(_ line: String) -> Int { Int(line.prefix { $0 != " " }) ?? 0 }

  private func play(_ rig: NodeRig, seconds: Double) {
    let end = rig.frame + Int(seconds * 48_000)
    while rig.frame < end { rig.run(256) }
  }

  /// What the band said it plays and what comes next, in order.
  private func standings(_ rig: NodeRig) -> [[Float]] {
    rig.output.findings.filter { $0.port == "band" }.map { Array($0.values.prefix(2)) }
  }

  @Test func `a controller asks for a section, which is counted down and comes at the bar`() throws
  {
    let rig = try rig()
    rig.messages = [
      (12 * 24_000 + 9000, MIDIEvent(control: 102, value: 2, channel: 0, offset: 0))
    ]
    play(rig, seconds: 12)
    #expect(standings(rig).contains([0, 1]))
    #expect(standings(rig).last == [1, -1])
    let beats = rig.output.findings.filter { $0.port == "band" && $0.values[1] == 1 }
      .map { $0.values[2] }
    #expect(beats.count > 1 && beats == beats.sorted(by: >))
  }

  @Test func `a ninth that is foreign to the key it hears stays out of the chords`() throws {
    let chords = (0..<6).map { bar in
      "\(bar * 96_000 + 100) chord \(bar % 2 == 0 ? "2 2 2" : "11 4 11") 1 1"
    }
    let heard: [(lines: [String], hasNinth: Bool)] = [
      (chords, true), (chords + ["50 key 7 0 0.9"], false),
    ]
    for (lines, hasNinth) in heard {
      let rig = try rig(style: "bossa", hearing: lines)
      play(rig, seconds: 12)
      let keys = rig.output.messages.filter {
        $0.port == "comping" && $0.bytes[0] & 0xF0 == 0x90
      }
      #expect(keys.count > 12 && keys.contains { $0.bytes[1] % 12 == 1 } == hasNinth)
    }
  }

  @Test func `a parameter asks for a fill, and a footswitch for a break`() throws {
    let rig = try rig()
    play(rig, seconds: 6)
    _ = rig.engine.set([("node", "fill", 1)])
    rig.messages = [(8 * 48_000, MIDIEvent(noteOn: 37, velocity: 100, channel: 0, offset: 0))]
    play(rig, seconds: 6)
    #expect(standings(rig).contains([0, 7]))
    #expect(standings(rig).contains([0, 5]) && standings(rig).contains([5, -1]))
  }

  @Test(arguments: [("fill", 7), ("break", 5), ("intro", 4)])
  func `a switch for one bar goes off by itself, and can be pressed again`(
    name: String, code: Float
  )
    throws
  {
    let rig = try rig()
    play(rig, seconds: 6)
    for _ in 0..<2 {
      _ = rig.engine.set([("node", name, 1)])
      play(rig, seconds: 5)
      #expect(rig.engine.parameter("node", name)?.value == 0)
    }
    let announced = standings(rig).map { $0[1] == code }
    #expect(zip(announced.dropFirst(), announced).count { $0 && !$1 } == 2)
  }

  @Test(arguments: [
    MIDIEvent(control: 113, value: 127, channel: 0, offset: 0),
    MIDIEvent(noteOn: 45, velocity: 100, channel: 0, offset: 0),
  ])
  func `a controller and a footswitch ask for the intro`(event: MIDIEvent) throws {
    let rig = try rig()
    rig.messages = [(12 * 24_000, event)]
    play(rig, seconds: 10)
    #expect(standings(rig).contains([0, 4]) && standings(rig).contains([4, -1]))
  }

  @Test func `what is turned by MIDI is seen as a parameter, and the last one who spoke is right`()
    throws
  {
    let rig = try rig()
    let events: [(name: String, event: MIDIEvent, value: Float)] = [
      ("section", MIDIEvent(control: 102, value: 2, channel: 0, offset: 0), 2),
      ("section", MIDIEvent(noteOn: 43, velocity: 100, channel: 0, offset: 0), 0),
      ("section", MIDIEvent(noteOn: 41, velocity: 100, channel: 0, offset: 0), 3),
      ("intensity", MIDIEvent(control: 11, value: 127, channel: 0, offset: 0), 100),
      ("hold", MIDIEvent(control: 106, value: 127, channel: 0, offset: 0), 1),
      ("hold", MIDIEvent(control: 106, value: 0, channel: 0, offset: 0), 0),
      ("drums", MIDIEvent(control: 108, value: 127, channel: 0, offset: 0), 0),
      ("play_on", MIDIEvent(control: 112, value: 127, channel: 0, offset: 0), 1),
      ("style_number", MIDIEvent(offset: 0, status: 0xC0, data1: 2, data2: 0), 2),
    ]
    for (name, event, value) in events {
      rig.messages = [(rig.frame, event)]
      rig.run(256)
      #expect(rig.engine.parameter("node", name)?.value == value)
    }
    play(rig, seconds: 8)
    #expect(!rig.output.messages.contains { $0.port == "drums" })
    _ = rig.engine.set([("node", "drums", 1), ("node", "section", 0), ("node", "intensity", 50)])
    play(rig, seconds: 4)
    #expect(rig.output.messages.contains { $0.port == "drums" })
    #expect(standings(rig).last?.first == 0)
  }

  @Test func `the number of the style is told when that is played, and not when it is asked for`()
    throws
  {
    let rig = try rig()
    play(rig, seconds: 8.2)
    _ = rig.engine.set([("node", "style_number", 2)])
    play(rig, seconds: 4)
    let told = rig.output.findings.filter { $0.port == "band" }.map {
      [$0.values[1], $0.values[3]]
    }
    #expect(told.contains([8, 0]) && !told.contains([8, 2]))
    #expect(told.last == [-1, 2])
  }

  @Test func `after a panic the band joins again, also where bars stay where they were`() throws {
    let rig = try rig()
    play(rig, seconds: 8)
    rig.engine.panic()
    play(rig, seconds: 1)
    #expect(standings(rig).last?.first == -1)
    play(rig, seconds: 10)
    #expect(standings(rig).last?.first == 0)
  }

  @Test func `a band that is to play on does so, too, once a key for that is let go`() throws {
    let rig = try rig(["play_on": 1], until: 20)
    rig.messages = [
      (9 * 24_000, MIDIEvent(noteOn: 44, velocity: 100, channel: 5, offset: 0)),
      (11 * 24_000, MIDIEvent(noteOff: 44, channel: 5, offset: 0)),
    ]
    play(rig, seconds: 20.5)
    #expect(standings(rig).last?.first == 0)
  }

  @Test func `a key that is held has the band play on without a player, and end once it is let go`()
    throws
  {
    let rig = try rig(until: 20)
    rig.messages = [
      (9 * 24_000, MIDIEvent(noteOn: 44, velocity: 100, channel: 5, offset: 0)),
      (40 * 24_000, MIDIEvent(noteOff: 44, channel: 5, offset: 0)),
    ]
    play(rig, seconds: 20.5)
    #expect(standings(rig).last?.first == 0)
    play(rig, seconds: 8)
    #expect(standings(rig).last?.first == -1)
  }

  @Test func `the band plays on when it is to play later than before, however much that is`() throws
  {
    let rig = try rig(["advance": 0.1])
    play(rig, seconds: 8)
    let before = standings(rig).count
    _ = rig.engine.set([("node", "advance", -0.1)])
    play(rig, seconds: 8)
    #expect(standings(rig).dropFirst(before).allSatisfy { $0[0] >= 0 })
    let strokes = rig.output.messages.filter {
      $0.port == "drums" && $0.bytes[0] & 0xF0 == 0x90 && $0.frame > 6 * 48_000
    }.map(\.frame)
    #expect(zip(strokes, strokes.dropFirst()).allSatisfy { $1 - $0 < 15_000 })
    let last = strokes.suffix(8)
    #expect(last.count == 8 && last.allSatisfy { ($0 - 4800 + 600) % 6000 < 1200 })
  }

  @Test func `a program change brings in another style`() throws {
    let rig = try rig()
    rig.messages = [(6 * 48_000, MIDIEvent(offset: 0, status: 0xC0, data1: 2, data2: 0))]
    play(rig, seconds: 14)
    #expect(standings(rig).contains([0, 8]))
    let shakers = rig.output.messages.filter {
      $0.port == "drums" && $0.bytes[0] & 0xF0 == 0x90 && $0.bytes[1] == 82
    }
    #expect(!shakers.isEmpty && shakers.allSatisfy { $0.frame > 6 * 48_000 })
  }

  @Test func `a part that is muted by a controller plays nothing from then on, and ends its notes`()
    throws
  {
    let rig = try rig()
    rig.messages = [(7 * 48_000, MIDIEvent(control: 107, value: 127, channel: 0, offset: 0))]
    play(rig, seconds: 12)
    let bass = rig.output.messages.filter { $0.port == "bass" }
    let starts = bass.filter { $0.bytes[0] & 0xF0 == 0x90 }
    let ends = bass.filter { $0.bytes[0] & 0xF0 == 0x80 }
    #expect(!starts.isEmpty && starts.allSatisfy { $0.frame <= 7 * 48_000 + 256 })
    #expect(starts.count == ends.count)
  }

  @Test func `a bar of taps counts the band in, and taps while it plays do not move the bar`()
    throws
  {
    let rig = try rig(from: 9)
    for tap in 0..<4 { rig.engine.steer(.tap, at: Int64(2000 + 24_000 * tap)) }
    play(rig, seconds: 6)
    let drums = rig.output.messages.filter { $0.port == "drums" && $0.bytes[0] & 0xF0 == 0x90 }
    let entry = 2000 + 4 * 24_000
    #expect(abs((drums.first?.frame ?? 0) - entry) < 480)
    let downbeat = rig.engine.status.transport.downbeat
    for tap in 0..<4 { rig.engine.steer(.tap, at: Int64(entry + 24_000 * (9 + tap))) }
    play(rig, seconds: 3)
    let moved = rig.engine.status.transport.downbeat - downbeat
    #expect(moved.truncatingRemainder(dividingBy: 4) == 0)
  }

  @Test func `a style that does not exist is named`() {
    #expect {
      try NodeRig("accompaniment", settings: ["styles": .text("bossa, tanko")])
    } throws: { "\($0)".contains("tanko") }
  }
}
