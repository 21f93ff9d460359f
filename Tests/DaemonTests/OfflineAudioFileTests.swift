import Foundation
import Testing

@testable import Daemon

@Suite struct OfflineAudioFileTests {
  let scratch: OfflineScratch

  init() throws { scratch = try OfflineScratch() }

  @Test func `a file is read channel by channel at its own rate`() throws {
    let path = try scratch.wave("in.wav", [[0.25, 0.5, -0.5], [-0.25, 0, 0.75]], rate: 44_100)
    let file = try AudioFile.read(path, rate: nil)
    #expect(file.sampleRate == 44_100)
    #expect(file.channels == [[0.25, 0.5, -0.5], [-0.25, 0, 0.75]])
    #expect(file.mono == [0, 0.25, 0.125])
  }

  @Test func `resampling keeps length, pitch and level`() throws {
    let sine = OfflineScratch.sine(441, seconds: 1, rate: 44_100)
    let file = try AudioFile.read(scratch.wave("in.wav", [sine], rate: 44_100), rate: 48_000)
    #expect(file.frameCount == 48_000)
    #expect(file.originalRate == 44_100)
    let expected = OfflineScratch.sine(441, seconds: 1)
    let error = (4800..<43_200).map { abs(file.channels[0][$0] - expected[$0]) }.max() ?? 1
    #expect(error < 0.001)
  }

  @Test func `samples beyond full scale are limited when written`() throws {
    let path = try scratch.wave("loud.wav", [[2, -2]])
    let samples = try AudioFile.read(path, rate: nil).channels[0]
    #expect(abs(samples[0] - 1) < 0.001)
    #expect(abs(samples[1] + 1) < 0.001)
  }

  @Test func `what is not an audio file is refused with advice`() throws {
    let path = scratch.path("notes.txt")
    try "no sound".write(toFile: path, atomically: true, encoding: .utf8)
    let problem = FileProblem(
      path, "is not an audio file that libsndfile reads; give WAV, FLAC, Ogg, MP3 or AIFF")
    #expect(throws: problem) { try AudioFile.read(path, rate: nil) }
    let missing = FileProblem(scratch.path("none.wav"), "no such file or directory")
    #expect(throws: missing) { try AudioFile.read(scratch.path("none.wav"), rate: nil) }
    let empty = try scratch.wave("empty.wav", [[]])
    #expect(throws: FileProblem.self) { try AudioFile.read(empty, rate: nil) }
  }

  @Test func `outputs appear together, and a run that fails leaves none`() throws {
    do {
      let outputs = OutputFiles()
      try outputs.write([1, 2], to: scratch.path("a"))
      try outputs.write([3], to: scratch.path("b"))
      #expect(try scratch.names.allSatisfy { $0.hasSuffix(".part") })
    }
    #expect(try scratch.names.isEmpty)
    let outputs = OutputFiles()
    try outputs.write([1, 2], to: scratch.path("a"))
    try outputs.commit()
    #expect(try scratch.names == ["a"])
    #expect(try scratch.bytes("a") == [1, 2])
  }

  @Test func `a file behind a link is replaced, and the link stays`() throws {
    try FileManager.default.createDirectory(
      atPath: scratch.path("there"), withIntermediateDirectories: false)
    try "old".write(toFile: scratch.path("there/a"), atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("link"), withDestinationPath: scratch.path("there/a"))
    let outputs = OutputFiles()
    try outputs.write([7], to: scratch.path("link"))
    try outputs.commit()
    #expect(try scratch.bytes("there/a") == [7])
    #expect(try scratch.names == ["link", "there"])
  }

  @Test func `a device is written to directly`() throws {
    let outputs = OutputFiles()
    #expect(try outputs.open("/dev/null") == "/dev/null")
    try outputs.write([7], to: "/dev/null")
    try outputs.commit()
  }
}
