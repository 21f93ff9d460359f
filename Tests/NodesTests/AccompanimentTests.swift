import Foundation
import Graph
import Music
import Nodes
import TestSupport
import Testing

/// A player who does not have to be heard: sends the events an ear would send.
struct Score: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "score", family: "test", doc: "Plays one chord a bar, counted in, for some bars.",
    outputs: [
      .event(.chord, "The chords, 150 ms late."), .event(.beat, "The beats, one ahead."),
      .event(.onset, "A stroke a beat."), .event(.loudness, "How loud that is, once a beat."),
    ],
    parameters: [
      .integer("bars", 0...1000, default: 12, "How many bars are played."),
      .number("loudness", -70...0, default: -22, unit: "LUFS", "How loud."),
    ])

  /// C, A minor, F, G: root and quality.
  private let chords: InlineArray<4, Int8> = [0, 9, 5, 7]
  private let qualities: InlineArray<4, Int8> = [0, 1, 0, 0]
  private let beat: Int64
  private let bars: ParameterReader
  private let loudness: ParameterReader
  private var next = 0

  init(_ context: NodeContext) throws(NodeError) {
    beat = Int64(context.sampleRate / 2)
    bars = context.reader("bars")
    loudness = context.reader("loudness")
  }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    guard next < bars.index * 4, cycle.frame >= Int64(next) * beat else { return }
    announceBeat(cycle)
    strike(cycle)
    if next % 4 == 0 { playChord(cycle) }
    next += 1
  }

  @_noLocks
  private func announceBeat(_ cycle: borrowing Cycle) {
    var event = Event(.beat, time: Int64(next + 1) * beat)
    event.values[0] = Float((next + 1) % 4 + 1)
    event.values[1] = 4
    event.values[2] = 120
    event.values[3] = 1
    event.values[4] = next == 3 ? 1 : 0
    cycle.eventOutput(1).append(event)
  }

  @_noLocks
  private func strike(_ cycle: borrowing Cycle) {
    var event = Event(.onset, time: Int64(next) * beat)
    event.values[0] = 0.8
    cycle.eventOutput(2).append(event)
    var level = Event(.loudness, time: Int64(next) * beat)
    level.values[0] = loudness.value
    cycle.eventOutput(3).append(level)
  }

  @_noLocks
  private func playChord(_ cycle: borrowing Cycle) {
    var event = Event(.chord, time: Int64(next) * beat)
    event.values[0] = Float(chords[next / 4 % 4])
    event.values[1] = Float(qualities[next / 4 % 4])
    event.values[2] = event.values[0]
    event.values[3] = 1
    cycle.eventOutput(0).append(event)
  }
}

@Suite struct AccompanimentTests {
  private static let kinds = NodeKinds(
    [NodeKind(Score.self), NodeKind(Accompaniment.self), NodeKind(MIDIOut.self)])

  /// Plays `bars` bars and `tail` seconds more; returns the notes that went out, by channel.
  private func play(
    style: String, bars: Int, tail: Double, frameCount: Int = 256, chart: String = "",
    loudness: Float = -22, advance: Float = 0
  ) throws -> [(frame: Int, event: MIDIEvent)] {
    let engine = Engine(
      EngineConfiguration(
        sampleRate: 48_000, maximumFrameCount: 1024,
        environment: Environment(isOffline: true, dataDirectories: [Checkout.root])),
      kinds: Self.kinds, provider: nil)
    try engine.load(
      Patch(
        nodes: [
          PatchNode(
            id: "score", kind: "score",
            parameters: ["bars": Float(bars), "loudness": loudness]),
          PatchNode(
            id: "band", kind: "accompaniment", parameters: ["advance": advance],
            settings: ["style": .text(style), "chart": .text(chart)]),
          PatchNode(id: "out", kind: "midi_out"),
        ],
        wires: ["chord", "beat", "onset", "loudness"].map {
          Wire(Wire.End("score", $0), Wire.End("band", $0))
        }
          + ["bass", "drums", "comping"].map { Wire(Wire.End("band", $0), Wire.End("out", "in")) }))
    var sent: [(Int, MIDIEvent)] = []
    var frame = 0
    while Double(frame) < (Double(bars) * 2 + tail) * 48_000 {
      withRealtimeContext {
        engine.executor.pointee.begin()
        engine.executor.pointee.run(frameCount)
      }
      let lane = try #require(engine.instances["out"]?.externals.first).slot.pointee.midi
      for index in 0..<lane.count { sent.append((frame + Int(lane[index].offset), lane[index])) }
      engine.runJobs()
      engine.poll()
      frame += frameCount
    }
    return sent
  }

  @Test func `what is heard late can be played so much earlier`() throws {
    let frames = try [Float(0), 0.02].map { advance in
      try play(style: "rock", bars: 8, tail: 0, advance: advance)
        .filter { $0.event.isNoteOn && $0.event.channel == 9 && $0.frame > 200_000 }
        .map(\.frame).prefix(40)
    }
    #expect(frames[0].count == 40)
    #expect(zip(frames[0], frames[1]).allSatisfy { abs($0 - $1 - 960) <= 1 })
  }

  @Test func `the band is as loud as the player`() throws {
    let velocities = try [Float(-38), -14].map { loudness in
      let starts = try play(style: "rock", bars: 8, tail: 0, loudness: loudness)
        .filter { $0.event.isNoteOn }
      return starts.reduce(0) { $0 + Int($1.event.data2) } / max(1, starts.count)
    }
    #expect(velocities[0] > 20 && velocities[0] + 20 < velocities[1])
  }

  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// A chart of the tune, in a file.
  private func chart(_ bars: String) throws -> String {
    try folder.write(
      "version: 1\nsections: [{name: tune, chords: \(bars)}]\n", to: "\(bars.count).yaml")
  }

  @Test func `with a chart the bass is on the beat in the first pass`() throws {
    let path = try chart("C | Am | F | G")
    let sent = try play(style: "rock", bars: 5, tail: 0, chart: path)
    let notes = sent.filter { $0.event.isNoteOn && $0.event.channel == 1 }
    for (bar, root) in [(2, 5), (3, 7)] {
      let nearest = try #require(
        notes.min { abs($0.frame - bar * 96_000) < abs($1.frame - bar * 96_000) })
      #expect(abs(nearest.frame - bar * 96_000) < 2400, "bar \(bar)")
      #expect(Int(nearest.event.data1) % 12 == root, "bar \(bar)")
    }
  }

  @Test func `a chart with a mistake is refused with its place`() throws {
    let path = try chart("C | H")
    let refusal = #expect(throws: (any Error).self) {
      try play(style: "rock", bars: 1, tail: 0, chart: path)
    }
    let text = "\(refusal.debugDescription)"
    #expect(text.contains("2:37: error"))
    #expect(text.contains("is no chord"))
  }

  @Test func `the place in the chart is told, and a player who says where he goes on is followed`()
    throws
  {
    let path = try chart("C | Am | F | G | Bb | Eb | Ab | Db")
    let chords = ["0 0 0", "9 1 9", "5 0 5", "7 0 7"]
    let events = (0..<12).map { "\(7200 + $0 * 96_000) chord \(chords[$0 % 4]) 1 1" }
    let rig = try NodeRig(
      "accompaniment", settings: ["chart": .text(path)],
      events: events.joined(separator: "\n"))
    rig.engine.steer(.start)
    rig.run(Array(repeating: 480, count: 500))
    let places = rig.output.findings.filter { $0.port == "chart" }.map {
      Array($0.values.prefix(3))
    }
    #expect(places.suffix(2) == [[2, 8, 1], [3, 8, 1]])
    _ = rig.engine.set([("node", "chart_bar", 7)])
    rig.run(Array(repeating: 480, count: 200))
    let last = rig.output.findings.last { $0.port == "chart" }
    #expect(last?.values.prefix(2) == [7, 8])
    // The same bar can be asked for again.
    #expect(rig.engine.parameter("node", "chart_bar")?.value == 0)
    rig.run(Array(repeating: 480, count: 400))
    #expect(rig.output.findings.last { $0.port == "chart" }?.values.first != 7)
    _ = rig.engine.set([("node", "chart_bar", 7)])
    rig.run(Array(repeating: 480, count: 200))
    #expect(rig.output.findings.last { $0.port == "chart" }?.values.first == 7)
  }

  /// A band that hears C, A minor, F and G, a bar each, and is started at once.
  private func rig(_ settings: [String: SettingValue]) throws -> NodeRig {
    let chords = ["0 0 0", "9 1 9", "5 0 5", "7 0 7"]
    let events = (0..<30).map { "\(7200 + $0 * 96_000) chord \(chords[$0 % 4]) 1 1" }
    let rig = try NodeRig(
      "accompaniment", settings: settings, events: events.joined(separator: "\n"))
    rig.engine.steer(.start)
    return rig
  }

  /// Lets the node of the rig have other settings.
  private func set(_ settings: [String: SettingValue], _ rig: NodeRig) throws -> LoadSummary {
    var patch = rig.engine.patch
    let index = try #require(patch.nodes.firstIndex { $0.id == "node" })
    patch.nodes[index].settings = settings
    return try rig.engine.load(patch)
  }

  @Test func `a chart that is loaded while the band plays comes in at the bar line`() throws {
    let path = try chart("C | Am | F | G")
    let rig = try rig(["style": .text("rock")])
    rig.run(Array(repeating: 480, count: 900))
    let band = rig.engine.instances["node"]
    #expect(try set(["style": .text("rock"), "chart": .text(path)], rig).changed == 1)
    #expect(rig.engine.instances["node"] === band, "the band goes on")
    let desk = try #require(band?.job(as: (any ChartFollowing).self)?.desk)
    #expect(desk.contents?.barCount == 4)
    #expect(desk.go(to: "coda") == [])
    #expect(desk.go(to: "tune") == [1])
    rig.run(Array(repeating: 480, count: 800))
    let places = rig.output.findings.filter { $0.port == "chart" }.map { Int($0.values[0]) }
    #expect(places.first == 1 && places.count >= 3, "\(places)")
    #expect(sounding(rig).allSatisfy { $0.value.count <= 4 })
  }

  /// The keys of each part that sound at the end.
  private func sounding(_ rig: NodeRig) -> [String: Set<UInt8>] {
    var sounding: [String: Set<UInt8>] = [:]
    for message in rig.output.messages.sorted(by: { $0.frame < $1.frame }) {
      let isOn = message.bytes[0] & 0xF0 == 0x90 && message.bytes[2] > 0
      if isOn {
        sounding[message.port, default: []].insert(message.bytes[1])
      } else if message.bytes[0] & 0xF0 == 0x80 || message.bytes[0] & 0xF0 == 0x90 {
        sounding[message.port]?.remove(message.bytes[1])
      }
    }
    return sounding
  }

  @Test func `a style that changes on disk takes over at the bar line, and no note hangs`() throws {
    let path = try folder.write(Checkout.text("styles/rock.yaml"), to: "style.yaml")
    let rig = try rig(["style": .text(path)])
    // In the middle of a bar.
    rig.run(Array(repeating: 480, count: 900))
    let band = rig.engine.instances["node"]
    try folder.write(Checkout.text("styles/samba.yaml"), to: "style.yaml")
    #expect(try set(["style": .text(path)], rig).changed == 1)
    #expect(rig.engine.instances["node"] === band, "the band goes on")
    rig.run(Array(repeating: 480, count: 600))
    // Only samba has a shaker; bars begin every two seconds.
    let shakers = rig.output.messages.filter {
      $0.port == "drums" && $0.bytes[0] & 0xF0 == 0x90 && $0.bytes[1] == 82
    }
    let first = try #require(shakers.first).frame
    #expect(first > 432_000 && abs(first - 480_000) < 30_000, "\(first)")
    rig.engine.steer(.stop)
    rig.run(Array(repeating: 480, count: 1200))
    #expect(sounding(rig).values.allSatisfy { $0.isEmpty })
  }

  @Test(arguments: ["rock"])
  func `the bass has the chord's root when the chord comes round again`(style: String) throws {
    let sent = try play(style: style, bars: 25, tail: 0)
    let roots = [0, 9, 5, 7]
    for bar in 13..<24 {
      let downbeat = bar * 96_000
      let notes = sent.filter { $0.event.isNoteOn && $0.event.channel == 1 }
      let nearest = try #require(
        notes.min { abs($0.frame - downbeat) < abs($1.frame - downbeat) })
      #expect(abs(nearest.frame - downbeat) < 4800, "bar \(bar) of \(style)")
      #expect(Int(nearest.event.data1) % 12 == roots[bar % 4], "bar \(bar) of \(style)")
    }
  }

  @Test func `drums, bass and comping play on channels 10, 2 and 3`() throws {
    let sent = try play(style: "rock", bars: 8, tail: 0)
    #expect(Set(sent.filter { $0.event.isNoteOn }.map(\.event.channel)) == [1, 2, 9])
  }

  @Test func `asked to stop, the band plays its ending first, and only then does time stand still`()
    throws
  {
    let rig = try NodeRig("accompaniment", tempo: 120)
    rig.engine.steer(.start)
    rig.run(Array(repeating: 480, count: 1000))
    let asked = rig.frame
    rig.engine.steer(.stop)
    rig.run(Array(repeating: 480, count: 300))
    #expect(rig.engine.status.transport.isRolling)
    rig.run(Array(repeating: 480, count: 1200))
    #expect(!rig.engine.status.transport.isRolling)
    let starts = rig.output.messages.filter { $0.bytes[0] == 0x99 && $0.bytes[2] > 0 }
    let crash = try #require(starts.last { $0.bytes[1] == 49 })
    #expect(crash.frame > asked + 96_000 && (crash.frame + 240) % 96_000 < 480)
    #expect(rig.sounding.isEmpty)
    let standing = try #require(rig.output.findings.last { $0.port == "band" })
    #expect(standing.values[0] == -1)
  }

  @Test func `asked to stop twice, the band is silent at once`() throws {
    let rig = try NodeRig("accompaniment", tempo: 120)
    rig.engine.steer(.start)
    rig.run(Array(repeating: 480, count: 1000))
    rig.engine.steer(.stop)
    rig.run(Array(repeating: 480, count: 20))
    rig.engine.steer(.stop)
    rig.run(480)
    #expect(!rig.engine.status.transport.isRolling)
    #expect(rig.sounding.isEmpty)
  }

  /// A clock may tell only after its start how many beats its bars have, as JACK's does.
  @Test(arguments: ["4 120 1 1 2", "3 120 1 1 2", "4 120 1 1 2\n96480 beat 2 3 111 1 0 1"])
  func `a clock that starts is the band's cue, without a count-in`(start: String) throws {
    let words = "96000 beat 1 " + start
    let rig = try NodeRig("accompaniment", events: words, tempo: 120)
    rig.run(Array(repeating: 480, count: 600))
    let drums = rig.output.messages.filter { $0.bytes[0] == 0x99 && $0.bytes[2] > 0 }
    let first = try #require(drums.first)
    #expect(abs(first.frame - 96_000) < 2400)
    #expect(!drums.contains { $0.bytes[1] == 37 })
  }

  @Test(arguments: ["rock"])
  func `the band ends with the player and leaves no note sounding`(style: String) throws {
    let sent = try play(style: style, bars: 8, tail: 12)
    var sounding: [UInt8: Set<UInt8>] = [:]
    for (_, event) in sent {
      if event.isNoteOn { sounding[event.channel, default: []].insert(event.data1) }
      if event.isNoteOff { sounding[event.channel]?.remove(event.data1) }
    }
    let hanging = sounding.values.flatMap { $0 }
    #expect(hanging.isEmpty)
    let starts = sent.filter(\.event.isNoteOn)
    let last = try #require(starts.last)
    #expect(last.frame < (16 + 6) * 48_000)
  }

  @Test func `the same playing gives the same notes`() throws {
    let first = try play(style: "rock", bars: 10, tail: 4)
    let second = try play(style: "rock", bars: 10, tail: 4)
    #expect(first.map(\.frame) == second.map(\.frame))
    #expect(first.map(\.event.data1) == second.map(\.event.data1))
  }
}
