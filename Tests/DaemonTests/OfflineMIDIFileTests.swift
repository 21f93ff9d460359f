import Foundation
import TestSupport
import Testing

@testable import Daemon

@Suite struct OfflineMIDIFileTests {
  private let file = StandardMIDIFile(
    title: "t", beatsPerBar: 3, beatUnit: 8,
    tempos: [
      TempoMap.Tempo(tick: 0, microseconds: 500_000),
      TempoMap.Tempo(tick: 960, microseconds: 250_000),
    ],
    tracks: [
      StandardMIDIFile.Track(
        name: "bass",
        messages: [
          StandardMIDIFile.Message(tick: 0, bytes: [0x91, 40, 100]),
          StandardMIDIFile.Message(tick: 960, bytes: [0x81, 40, 64]),
        ])
    ], endTick: 1920)

  @Test func `the bytes are those of the standard`() {
    let conductor: [UInt8] =
      [0, 0xFF, 3, 1, 0x74] + [0, 0xFF, 0x58, 4, 3, 3, 24, 8]
      + [0, 0xFF, 0x51, 3, 0x07, 0xA1, 0x20] + [0x87, 0x40, 0xFF, 0x51, 3, 0x03, 0xD0, 0x90]
      + [0x87, 0x40, 0xFF, 0x2F, 0]
    let bass: [UInt8] =
      [0, 0xFF, 3, 4] + Array("bass".utf8) + [0, 0x91, 40, 100] + [0x87, 0x40, 0x81, 40, 64]
      + [0x87, 0x40, 0xFF, 0x2F, 0]
    let expected: [UInt8] =
      Array("MThd".utf8) + [0, 0, 0, 6, 0, 1, 0, 2, 0x03, 0xC0] + Array("MTrk".utf8)
      + [0, 0, 0, UInt8(conductor.count)] + conductor + Array("MTrk".utf8)
      + [0, 0, 0, UInt8(bass.count)] + bass
    #expect(file.bytes == expected)
  }

  @Test(.enabled(if: Self.python != nil, "needs STRUMD_PYTHON, a Python that has mido"))
  func `a foreign reader finds the tracks, the notes and the times`() throws {
    let scratch = try ScratchFolder()
    try Data(file.bytes).write(to: URL(filePath: scratch.path("t.mid")))
    let script = """
      import mido, sys
      m = mido.MidiFile(sys.argv[1])
      print(m.type, m.ticks_per_beat, [t.name for t in m.tracks], m.length)
      now = 0
      for x in m:
          now += x.time
          if not x.is_meta: print(now, x.type, x.channel, x.note)
      """
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.python))
    process.arguments = ["-c", script, scratch.path("t.mid")]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(
      String(decoding: output, as: UTF8.self) == """
        1 960 ['t', 'bass'] 0.75
        0 note_on 1 40
        0.5 note_off 1 40

        """)
  }

  private static let python = ProcessInfo.processInfo.environment["STRUMD_PYTHON"]
}
