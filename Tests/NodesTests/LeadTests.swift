import Graph
import Nodes
import Testing

/// What a ``LeadNode`` sends.
@Suite struct LeadNodeTests {
  private static let beat = 24_000

  /// Chords of a bar each, a key, strokes, and whether a band plays; at 120 beats a minute.
  private static func events(bars: Int, hasBand: Bool) -> String {
    let chords = ["0 0 0", "9 1 9", "5 0 5", "7 0 7"]
    var lines = (0..<bars).map { (7200 + $0 * 4 * beat, "chord \(chords[$0 % 4]) 1 1") }
    lines.append((7300, "key 0 0 0.9"))
    if hasBand { lines += [(7400, "band 0 -1 0"), (bars * 4 * beat, "band -1 -1 0")] }
    return lines.sorted { $0.0 < $1.0 }.map { "\($0.0) \($0.1)" }.joined(separator: "\n")
  }

  /// A figure a bar in every other four bars.
  private static func line(bars: Int) -> [(frame: Int, event: MIDIEvent)] {
    (0..<bars).filter { $0 / 4 % 2 == 0 }.flatMap { bar in
      [(0, 72), (12_000, 76), (24_000, 79), (48_000, 74)].flatMap { offset, key in
        let frame = bar * 4 * beat + offset
        return [
          (frame, MIDIEvent(noteOn: UInt8(key), velocity: 90, channel: 0, offset: 0)),
          (frame + 9000, MIDIEvent(noteOff: UInt8(key), channel: 0, offset: 0)),
        ]
      }
    }
  }

  private func play(
    bars: Int = 20, hasBand: Bool = true, parameters: [String: Float] = [:], block: Int = 256,
    seed: String = "1", tail: Int = 0, before: (NodeRig) -> Void = { _ in }
  ) throws -> NodeRig {
    let rig = try NodeRig(
      "lead", parameters: parameters, settings: ["seed": .text(seed)],
      events: Self.events(bars: bars, hasBand: hasBand))
    rig.messages = Self.line(bars: bars)
    rig.engine.steer(.start)
    let end = (bars * 4 + tail) * Self.beat
    while rig.frame < end {
      before(rig)
      rig.run(min(block, end - rig.frame))
    }
    return rig
  }

  private func starts(_ rig: NodeRig) -> [Int] {
    rig.output.messages.filter { $0.port == "lead" && $0.bytes[0] == 0x95 }.map(\.frame)
  }

  /// When it held the key that tells of its turn, in beats.
  private func turns(_ rig: NodeRig) -> [ClosedRange<Double>] {
    let keys = rig.output.messages.filter { $0.port == "turn" }
    #expect(keys.map { $0.bytes[0] } == (0..<keys.count).map { $0 % 2 == 0 ? 0x95 : 0x85 })
    let beats = keys.map { Double($0.frame) / Double(Self.beat) }
    return stride(from: 0, to: beats.count - 1, by: 2).map { beats[$0]...beats[$0 + 1] }
  }

  @Test func `it answers four bars of keys with four of its own, on channel 6`() throws {
    let rig = try play()
    let turns = Set(starts(rig).map { ($0 + 1000) / (16 * Self.beat) })
    #expect(turns == [1, 3])
    #expect(starts(rig).count >= 16)
    #expect(rig.output.messages.allSatisfy { $0.bytes[0] & 0x0F == 5 })
  }

  @Test func `the same seed gives the same bytes in blocks of any size, another seed others`()
    throws
  {
    let messages = try play().output.messages
    #expect(try play().output.messages == messages)
    let keys = messages.map(\.bytes)
    #expect(try play(block: 64).output.messages.map(\.bytes) == keys)
    #expect(try play(seed: "2").output.messages.map(\.bytes) != keys)
  }

  @Test func `while it answers it holds a key, but not where there was nothing to answer`() throws {
    let turns = turns(try play())
    #expect(turns.map { $0.lowerBound.rounded() } == [16, 48])
    #expect(turns.map { $0.upperBound.rounded() } == [32, 64])
    let rig = try NodeRig("lead", events: Self.events(bars: 12, hasBand: true))
    rig.engine.steer(.start)
    while rig.frame < 48 * Self.beat { rig.run(256) }
    #expect(!starts(rig).isEmpty && self.turns(rig).isEmpty)
  }

  @Test func `a solo needs no player, and ends with the band`() throws {
    let rig = try play(parameters: ["mode": 2], tail: 12)
    #expect(starts(rig).count >= 40)
    #expect(starts(rig).allSatisfy { $0 < (20 * 4 + 2) * Self.beat })
    #expect(rig.sounding.isEmpty)
  }

  @Test func `where the band goes over to another style, it swings as that does`() throws {
    let beat = Self.beat
    let told = ["7400 band 0 -1 0 0", "\(48 * beat) band 0 -1 0 2"]
    let frame = { (line: String) in Int(line.prefix { $0 != " " }) ?? 0 }
    let lines =
      Self.events(bars: 24, hasBand: false).split(separator: "\n").map(String.init) + told
    let rig = try NodeRig(
      "lead", parameters: ["mode": 2], settings: ["styles": .text("samba, swing")],
      events: lines.sorted { frame($0) < frame($1) }.joined(separator: "\n"))
    rig.engine.steer(.start)
    while rig.frame < 24 * 4 * beat { rig.run(256) }
    let swung = starts(rig).filter { abs(Double($0 % beat) / Double(beat) - 0.67) < 0.05 }
    #expect(swung.count > 10)
    #expect(swung.allSatisfy { $0 > 47 * beat })
  }

  @Test func `switched off it is silent, and what sounds has ended`() throws {
    let rig = try play(parameters: ["mode": 2], tail: 4) { rig in
      if rig.frame > 40 * Self.beat { _ = rig.engine.set([("node", "play", 0)]) }
    }
    #expect(starts(rig).allSatisfy { $0 < 41 * Self.beat })
    #expect(!starts(rig).isEmpty && rig.sounding.isEmpty)
  }

  @Test func `without a band it begins with the first chord`() throws {
    let rig = try play(hasBand: false)
    #expect(!starts(rig).isEmpty)
  }

  @Test func `a model that is not there is named`() throws {
    #expect(throws: (any Error).self) {
      try NodeRig("lead", settings: ["model": .text("./nowhere.melody")])
    }
  }
}
