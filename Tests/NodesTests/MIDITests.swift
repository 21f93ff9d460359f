import Graph
import Nodes
import Testing

@Suite struct MIDITests {
  /// Frames and keys of the note-ons among `messages`.
  private func starts(_ rig: NodeRig) -> [(frame: Int, key: UInt8)] {
    rig.output.messages.filter { $0.bytes[0] & 0xF0 == 0x90 }.map { ($0.frame, $0.bytes[1]) }
  }

  private func programOuts(_ rig: NodeRig) -> [[UInt8]] {
    rig.output.messages.filter { $0.bytes[0] & 0xF0 == 0xC0 }.map(\.bytes)
  }

  @Test(arguments: [64, 100, 1024, 8192])
  func `the metronome clicks on every beat and accents the first`(block: Int) throws {
    let rig = try NodeRig("metronome", tempo: 120)
    rig.engine.steer(.start)
    rig.run(Array(repeating: block, count: 200_000 / block))
    let clicks = starts(rig)
    #expect(clicks.prefix(8).map(\.frame) == (0..<8).map { $0 * 24_000 })
    #expect(clicks.prefix(8).map(\.key) == [76, 77, 77, 77, 76, 77, 77, 77])
    #expect(rig.output.messages.allSatisfy { $0.bytes[0] & 0x0F == 9 })
  }

  @Test func `every click of the metronome ends`() throws {
    let rig = try NodeRig("metronome")
    rig.engine.steer(.start)
    rig.run(Array(repeating: 64, count: 50))
    #expect(rig.sounding.count == 1 || rig.output.messages.count == 2)
    rig.run(Array(repeating: 64, count: 50))
    #expect(rig.sounding.isEmpty)
  }

  @Test func `the metronome is heard where it clicks and silent while time stands`() throws {
    let rig = try NodeRig("metronome")
    rig.engine.steer(.stop)
    rig.run(4800)
    #expect(rig.output.audio["click"]?.allSatisfy { $0 == 0 } == true)
    #expect(rig.output.messages.isEmpty)
    rig.engine.steer(.start)
    rig.run(4800)
    let loudest = rig.output.audio["click"]?[4800...].map { abs($0) }.max()
    #expect(loudest.map { $0 > 0.1 && $0 < 0.3 } == true)
  }

  @Test(arguments: [true, false])
  func `programs go out when the patch starts, and where the band begins or somebody listens`(
    begins: Bool
  ) throws {
    let rig = try NodeRig("midi_out", parameters: ["program_2": 34, "program_10": 1])
    rig.run(Array(repeating: 64, count: 3))
    let programs: [[UInt8]] = [[0xC1, 33, 0], [0xC9, 0, 0]]
    #expect(programOuts(rig) == programs)
    _ = rig.engine.set([("node", "program_2", 40)])
    rig.run(Array(repeating: 64, count: 3))
    #expect(programOuts(rig) == programs + [[0xC1, 39, 0]])
    rig.engine.steer(begins ? .start : .listener)
    rig.run(Array(repeating: 64, count: 3))
    #expect(programOuts(rig).count == 5)
    #expect(programOuts(rig).suffix(2) == [[0xC1, 39, 0], [0xC9, 0, 0]])
  }

  @Test func `chords move only the notes that change`() throws {
    let rig = try NodeRig(
      ChordsToMIDI.declaration.kind, parameters: ["bass": 0],
      events: "100 chord 0 0 0 1 1\n500 chord 9 1 9 1 1")
    rig.run(Array(repeating: 64, count: 16))
    #expect(
      rig.output.messages.map(\.frame) == [100, 100, 100, 500, 500])
    #expect(
      rig.output.messages.map(\.bytes) == [
        [0x90, 60, 80], [0x90, 64, 80], [0x90, 67, 80], [0x80, 67, 64], [0x90, 69, 80],
      ])
  }

  @Test func `a held chord has its bass an octave below and ends on none`() throws {
    let rig = try NodeRig(
      ChordsToMIDI.declaration.kind, parameters: ["channel": 3, "octave": 3],
      events: "0 chord 2 0 6 1 1\n640 chord -1 0 -1 1 1")
    rig.run(64)
    #expect(rig.sounding == Set([50, 54, 57, 42].map { 2 * 128 + $0 }))
    rig.run(Array(repeating: 64, count: 16))
    #expect(rig.sounding.isEmpty)
    #expect(rig.output.messages.allSatisfy { $0.bytes[0] & 0x0F == 2 })
  }

  @Test(arguments: [false, true])
  func `first guesses are played only where that is asked for`(settled: Bool) throws {
    let rig = try NodeRig(
      ChordsToMIDI.declaration.kind, parameters: ["settled": settled ? 1 : 0],
      events: "0 chord 0 0 0 1 0")
    rig.run(64)
    #expect(rig.sounding.isEmpty == settled)
  }

  @Test func `panic ends the held chord and forgets it`() throws {
    let rig = try NodeRig(
      ChordsToMIDI.declaration.kind, events: "0 chord 0 0 0 1 1\n6400 chord 0 0 0 1 1")
    rig.run(64)
    #expect(rig.sounding.count == 4)
    rig.engine.panic()
    rig.run(640)
    #expect(rig.sounding.isEmpty)
    rig.run(6400)
    #expect(rig.sounding.count == 4)
  }

  @Test func `a change of channel takes the chord along`() throws {
    let rig = try NodeRig(ChordsToMIDI.declaration.kind, events: "0 chord 0 0 0 1 1")
    rig.run(64)
    _ = rig.engine.set([("node", "channel", 5)])
    rig.run(64)
    let moved = rig.output.messages.suffix(8)
    #expect(moved.prefix(4).allSatisfy { $0.bytes[0] == 0x80 })
    #expect(moved.suffix(4).allSatisfy { $0.bytes[0] == 0x94 })
  }
}
