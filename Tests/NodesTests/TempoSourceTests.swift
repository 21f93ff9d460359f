import Graph
import Nodes
import TestSupport
import Testing

/// What tells musical time from outside.
@Suite struct TempoSourceTests {
  private struct Beat {
    let frame: Int
    let number: Int
    let tempo: Float
    let isEntry: Bool
    let word: Int
  }

  private func beats(_ rig: NodeRig) -> [Beat] {
    rig.output.findings.map {
      Beat(
        frame: Int($0.time), number: Int($0.values[0]), tempo: $0.values[2],
        isEntry: $0.values[4] == 1, word: Int($0.values[5]))
    }
  }

  private func message(_ frame: Int, _ status: UInt8, _ data: UInt8 = 0) -> (Int, MIDIEvent) {
    (frame, MIDIEvent(offset: 0, status: status, data1: data, data2: 0))
  }

  /// Ticks of 120 beats a minute from `start` on, each up to `jitter` frames off.
  private func ticks(
    _ start: Int, count: Int, period: Int = 1000, jitter: Int = 0
  ) -> [(Int, MIDIEvent)] {
    var random = Dice(seed: 3)
    return (0..<count).map { index in
      message(
        start + index * period + (jitter == 0 ? 0 : Int.random(in: 0...jitter, using: &random)),
        0xF8)
    }
  }

  private func clocked(
    _ messages: [(Int, MIDIEvent)], parameters: [String: Float] = [:], frames: Int = 200_000
  ) throws -> NodeRig {
    let rig = try NodeRig(MIDIClockIn.declaration.kind, parameters: parameters)
    rig.messages = messages
    rig.run(Array(repeating: 256, count: frames / 256))
    return rig
  }

  @Test func `a sequencer that starts begins the bar, and each beat is told a beat ahead`() throws {
    let told = try beats(clocked([message(500, 0xFA)] + ticks(1000, count: 180)))
    let first = try #require(told.first)
    #expect(first.word == 2 && first.number == 1 && first.isEntry)
    #expect(abs(first.frame - 1000) <= 1)
    #expect(told.dropFirst().allSatisfy { $0.word == 1 && !$0.isEntry })
    #expect(told.allSatisfy { abs($0.tempo - 120) < 0.01 })
    let later = told.filter { $0.frame > 26_000 }
    #expect(later.map(\.number) == [3, 4, 1, 2, 3, 4, 1])
    #expect(
      zip(later, 2...).allSatisfy { beat, index in abs(beat.frame - 1000 - index * 24_000) <= 1 })
  }

  @Test func `ticks that arrive unevenly make even beats`() throws {
    let told = try beats(
      clocked([message(500, 0xFA)] + ticks(1000, count: 460, jitter: 96), frames: 460_000))
    let settled = told.filter { $0.frame > 73_000 && $0.word == 1 }
    #expect(settled.count > 12)
    for beat in settled {
      let error = (Double(beat.frame) - 1048).remainder(dividingBy: 24_000)
      #expect(abs(error) < 48, "\(beat)")
      #expect(abs(beat.tempo - 120) < 0.5)
    }
  }

  @Test func `another tempo is known within a beat`() throws {
    let told = try beats(
      clocked(
        [message(500, 0xFA)] + ticks(1000, count: 97, jitter: 20)
          + ticks(97_000 + 900, count: 120, period: 900, jitter: 20)))
    let after = told.filter { $0.frame > 97_000 + 2 * 21_600 + 100 }
    #expect(!after.isEmpty && after.allSatisfy { abs($0.tempo - 133.33) < 1.5 })
  }

  @Test func `stop is told, and continue goes on in the bar that song position names`() throws {
    let told = try beats(
      clocked(
        [message(500, 0xFA)] + ticks(1000, count: 60)
          + [message(61_500, 0xFC), message(62_000, 0xF2, 8), message(70_000, 0xFB)]
          + ticks(71_000, count: 60)))
    let stopped = try #require(told.first { $0.word == 3 })
    #expect(stopped.frame == 61_500)
    let resumed = try #require(told.last { $0.word == 2 })
    // Eight sixteenths are two beats.
    #expect(resumed.number == 3 && resumed.isEntry)
    #expect(abs(resumed.frame - 71_000) <= 1500)
  }

  @Test func `ticks alone have a tempo, and cue nobody`() throws {
    let told = try beats(clocked(ticks(1000, count: 100)))
    #expect(told.first?.word == 1)
    #expect(told.allSatisfy { $0.word == 1 && !$0.isEntry })
  }

  @Test func `a start that is no cue is none`() throws {
    let told = try beats(
      clocked([message(500, 0xFA)] + ticks(1000, count: 60), parameters: ["starts_band": 0]))
    #expect(told.first?.word == 2)
    #expect(told.allSatisfy { !$0.isEntry })
  }

  /// Runs a transport that rolls from cycle 10 on, and jumps to `jump` in cycle 300.
  private func transported(hasBars: Bool, tempo: Double = 100, jump: Int64? = nil) throws -> NodeRig
  {
    let rig = try NodeRig(JackTransport.declaration.kind, parameters: ["tempo": 100])
    var song: Int64 = 0
    for cycle in 0..<600 {
      var host = HostTransport()
      host.isRolling = cycle >= 10 && cycle < 590
      if cycle == 300, let jump { song = jump }
      host.frame = song
      let position = Double(song) / 48_000 * tempo / 60
      if hasBars {
        host.place(
          beat: Int(position) % 3 + 1, fraction: position - position.rounded(.down), of: 3,
          tempo: tempo)
      }
      rig.engine.executor.pointee.host = host
      rig.run(256)
      if host.isRolling { song += 256 }
    }
    return rig
  }

  @Test(arguments: [true, false])
  func `JACK's transport begins on its own beat and tells each of them ahead`(hasBars: Bool) throws
  {
    let told = try beats(transported(hasBars: hasBars))
    let first = try #require(told.first)
    #expect(first.word == 2 && first.number == 1 && first.isEntry && first.frame == 2560)
    let going = told.dropFirst().filter { $0.word == 1 }
    #expect(going.count == 5)
    for (index, beat) in going.enumerated() {
      #expect(abs(beat.frame - 2560 - (index + 2) * 28_800) <= 1)
      #expect(beat.number == (index + 2) % (hasBars ? 3 : 4) + 1)
      #expect(beat.tempo == 100)
    }
    #expect(told.last?.word == 3)
  }

  @Test(arguments: [
    (0, 0.0, 4.0, 120.0), (1, .nan, 4, 120), (1, .infinity, 4, 120), (1, -1e300, 4, 120),
    (1, 0, 0, 120), (1, 0, 1e300, 120), (1, 0, .nan, 120), (1, 0, 4, 1e-300), (1, 0, 4, 1e300),
    (1, 0, 4, .nan), (1, 0, 4, 0),
  ])
  func `a master that says what no music is like is one without bars`(
    beat: Int, fraction: Double, bar: Double, tempo: Double
  ) throws {
    let rig = try NodeRig(JackTransport.declaration.kind, parameters: ["tempo": 100])
    for cycle in 0..<300 {
      var host = HostTransport()
      host.isRolling = true
      host.frame = Int64(cycle * 256)
      host.place(beat: beat, fraction: fraction, of: bar, tempo: tempo)
      rig.engine.executor.pointee.host = host
      rig.run(256)
    }
    let told = beats(rig)
    #expect(told.count >= 2)
    #expect(told.allSatisfy { $0.tempo == 100 && (1...4).contains($0.number) })
  }

  @Test func `a transport that is put elsewhere says so at once, and cues nobody`() throws {
    let told = try beats(transported(hasBars: true, jump: 28_800 * 4 + 14_400))
    let again = try #require(told.dropFirst().first { $0.word == 2 })
    #expect(!again.isEntry)
    #expect(again.number == 3)
    #expect(abs(again.frame - 300 * 256 - 14_400) <= 1)
  }
}
