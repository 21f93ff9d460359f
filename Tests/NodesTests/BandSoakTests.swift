import Graph
import Nodes
import TestSupport
import Testing

/// A band that is asked for everything at once, by every way there is, for minutes on end.
@Suite struct BandSoakTests {
  private static let rate = 48_000

  /// Frames a block: ten milliseconds.
  private static let block = 480

  /// Blocks that are played, and blocks after the last stop in which every note has to end.
  private static let (length, rest) = (18_000, 6_000)

  @Test(arguments: 1...6)
  func `whatever is asked and however late the band thinks, no note is struck twice and none hangs`(
    seed: Int
  ) throws {
    var dice = Dice(seed: UInt64(seed))
    let rig = try rig(&dice)
    var wait = 0
    for number in 0..<Self.length {
      if Int.random(in: 0..<150, using: &dice) == 0 { try ask(rig, &dice) }
      // Now and then the worker that composes gets no processor for up to two seconds.
      if number % 1000 == 999 { wait = Int.random(in: 1...200, using: &dice) }
      wait -= 1
      rig.run(Self.block, runsJobs: wait < 0)
    }
    rig.engine.unmute()
    rig.engine.steer(.stop)
    for _ in 0..<Self.rest { rig.run(Self.block) }
    #expect(rig.sounding.isEmpty)
    #expect(faults(rig.output.messages) == [])
    #expect(rig.output.messages.count { $0.bytes[0] & 0xF0 == 0x90 } > 300)
  }

  /// A player of a tune that comes round, whom the ear mishears, and who rests now and then; controllers come
  /// at random.
  private func rig(_ dice: inout Dice) throws -> NodeRig {
    let tune = (0..<8).map { _ in chord(&dice) }
    var lines: [(frame: Int, text: String)] = [(0, "beat 1 4 120 1 0")]
    for bar in 0..<(Self.length * Self.block / 96_000) where bar % 20 < 16 {
      let frame = 2000 + bar * 96_000
      let heard = Int.random(in: 0..<5, using: &dice) == 0 ? chord(&dice) : tune[bar % 8]
      lines.append((frame, "chord \(heard) 0.8 0"))
      lines.append((frame + 15_000, "chord \(tune[bar % 8]) 0.9 1"))
      for stroke in 0..<8 { lines.append((frame + 12_000 * stroke, "onset 0.8 0 0")) }
    }
    let events = lines.sorted { $0.frame < $1.frame }.map { "\($0.frame) \($0.text)" }
      .joined(separator: "\n")
    let rig = try NodeRig(
      "accompaniment",
      settings: ["style": .text("rock"), "styles": .text("bossa, funk, waltz, swing")],
      events: events)
    rig.messages = (0..<200).map { _ in
      (Int.random(in: 0..<Self.length * Self.block, using: &dice), control(&dice))
    }
    return rig
  }

  /// Root, quality and bass.
  private func chord(_ dice: inout Dice) -> String {
    let root = Int.random(in: 0..<12, using: &dice)
    return "\(root) \(Int.random(in: 0..<8, using: &dice)) \(root)"
  }

  /// A controller, a footswitch or a program change, of those that mean something and those that do not.
  private func control(_ dice: inout Dice) -> MIDIEvent {
    let value = UInt8.random(in: 0...127, using: &dice)
    switch Int.random(in: 0..<4, using: &dice) {
    case 0:
      return MIDIEvent(
        noteOn: UInt8.random(in: 30...50, using: &dice), velocity: value, channel: 0, offset: 0)
    case 1:
      return MIDIEvent(
        offset: 0, status: 0xC0, data1: UInt8.random(in: 0...6, using: &dice), data2: 0)
    default:
      return MIDIEvent(
        control: [11, 64, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 123]
          .randomElement(using: &dice) ?? 11, value: value, channel: 0, offset: 0)
    }
  }

  /// Steers, sets, loads or silences.
  private func ask(_ rig: NodeRig, _ dice: inout Dice) throws {
    let engine = rig.engine
    switch Int.random(in: 0..<16, using: &dice) {
    case 0: engine.steer(.stop)
    case 1, 2: engine.steer(.start)
    case 3: engine.steer(.tempo(Double.random(in: 40...240, using: &dice)))
    case 4: engine.steer(.scale([0.5, 2].randomElement(using: &dice) ?? 2))
    case 5: engine.steer(.downbeat)
    case 6: engine.steer(.beatsPerBar(Int.random(in: 2...7, using: &dice)))
    case 7:
      for tap in 0..<4 { engine.steer(.tap, at: Int64(rig.frame + 20_000 * tap)) }
    case 8: engine.panic()
    case 9: Int.random(in: 0..<3, using: &dice) == 0 ? engine.mute() : engine.unmute()
    case 10: try reload(engine, &dice)
    default: press(engine, &dice)
    }
  }

  private func press(_ engine: Engine, _ dice: inout Dice) {
    let switches = ["fill", "break", "ending", "hold", "bass", "drums", "comping", "pad"]
    let wish: (String, Float)
    switch Int.random(in: 0..<5, using: &dice) {
    case 0: wish = ("section", Float.random(in: 0...4, using: &dice).rounded())
    case 1: wish = ("intensity", Float.random(in: 0...100, using: &dice))
    case 2: wish = ("style_number", Float.random(in: 0...5, using: &dice).rounded())
    default:
      let isOn = Bool.random(using: &dice)
      wish = (switches.randomElement(using: &dice) ?? "fill", isOn ? 1 : 0)
    }
    _ = engine.set([("node", wish.0, wish.1)])
  }

  /// Puts the same patch on with another style.
  private func reload(_ engine: Engine, _ dice: inout Dice) throws {
    var patch = engine.patch
    let styles = ["rock", "reggae", "samba", "jig", "cool-five"]
    patch.nodes[0].settings["style"] = .text(styles.randomElement(using: &dice) ?? "rock")
    try engine.load(patch)
  }

  /// What no player of a synthesiser should get: keys that are struck while they sound, messages out of
  /// order, channels that are another part's.
  private func faults(_ messages: [NodeRig.Output.Message]) -> [String] {
    let channels = ["bass": 1, "drums": 9, "comping": 2, "pad": 3, "arpeggio": 4]
    var sounding: Set<[Int]> = []
    var last: [String: Int] = [:]
    var faults: [String] = []
    for message in messages {
      let bytes = message.bytes.map(Int.init)
      let key = [channels[message.port] ?? -1, bytes[1]]
      if message.frame < last[message.port] ?? 0 { faults.append("\(message) comes too late") }
      last[message.port] = message.frame
      // A panic silences all channels of a port.
      let isOwn = bytes[0] & 0xF0 == 0xB0 || bytes[0] & 0x0F == channels[message.port]
      if !isOwn { faults.append("\(message) is not its own") }
      if !bytes.dropFirst().allSatisfy({ $0 < 128 }) { faults.append("\(message) is no MIDI") }
      switch bytes[0] & 0xF0 {
      case 0x90 where !sounding.insert(key).inserted: faults.append("\(message) sounds already")
      case 0x80: sounding.remove(key)
      default: break
      }
    }
    return Array(faults.prefix(5))
  }
}
