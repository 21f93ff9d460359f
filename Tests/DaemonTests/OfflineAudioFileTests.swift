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

  @Test(arguments: [44_100.0, 96_000, 22_050])
  func `what is heard block by block is the file as a whole, at any rate`(rate: Double) throws {
    let channels = [441.0, 660].map { OfflineScratch.sine($0, seconds: 0.6, rate: 44_100) }
    let path = try scratch.wave("in.wav", channels, rate: 44_100)
    let whole = try AudioFile.read(path, rate: rate)
    let input = try RenderInput(path, rate: rate)
    #expect(input.frameCount == whole.frameCount && input.sampleRate == rate)
    var heard: [[Float]] = [[], []]
    var mono: [Float] = []
    for count in [1, 255, 4096, 8192, 3] + Array(repeating: 1024, count: 60) {
      try input.advance(count)
      for channel in 0..<2 { heard[channel] += input.channels[channel][..<input.soundingCount] }
      mono += input.mono[..<input.soundingCount]
    }
    #expect(heard.allSatisfy { $0.count == whole.frameCount })
    for (channel, samples) in heard.enumerated() {
      let errors = zip(samples, whole.channels[channel]).map { abs($0 - $1) }
      #expect((errors.max() ?? 1) < 1e-4)
    }
    #expect(zip(mono, whole.mono).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  @Test func `an outline has the lowest and highest of each hundredth of a second, and an end`() {
    var outline = SoundOutline(sampleRate: 1000)
    let start: [Float] = [0.1, 0.5, -0.25, 0, 0, 0, 0, 0, 0, 0.2, -0.75]
    outline.hear(start[...])
    outline.hear(start[1..<2])
    #expect(outline.peaks == [.init(low: -0.25, high: 0.5), .init(low: -0.75, high: 0.5)])
    for _ in 0..<100_000 { outline.hear(start[..<10]) }
    #expect((10_000...24_000).contains(outline.peaks.count))
  }

  @Test func `samples beyond full scale are limited when written`() throws {
    let path = try scratch.wave("loud.wav", [[2, -2]])
    let samples = try AudioFile.read(path, rate: nil).channels[0]
    #expect(abs(samples[0] - 1) < 0.001)
    #expect(abs(samples[1] + 1) < 0.001)
  }

  @Test func `channels that cancel each other out are heard by the strongest`() throws {
    let sine = OfflineScratch.sine(441, seconds: 0.1)
    let wrong = sine.map { -0.9 * $0 }
    let file = try AudioFile.read(scratch.wave("in.wav", [wrong, sine]), rate: nil)
    #expect(file.mono == file.channels[1])
    let still = [Float](repeating: 0, count: sine.count)
    let single = try AudioFile.read(scratch.wave("one.wav", [sine, still]), rate: nil)
    #expect(single.mono == single.channels[0].map { $0 / 2 })
    let other = OfflineScratch.sine(660, seconds: 0.1)
    let wide = try AudioFile.read(scratch.wave("two.wav", [sine, other]), rate: nil)
    #expect(wide.mono == zip(wide.channels[0], wide.channels[1]).map { ($0 + $1) / 2 })
  }

  @Test func `of a file that breaks off what is there is used, with a warning`() throws {
    let take = LiveStage.root.path + "/demo/take.flac"
    let whole = try Data(contentsOf: URL(filePath: take))
    try whole.prefix(whole.count / 2).write(to: URL(filePath: scratch.path("half.flac")))
    let file = try AudioFile.read(scratch.path("half.flac"), rate: nil)
    #expect((10...30).contains(file.duration))
    let warning = try #require(file.warning)
    #expect(warning.contains("half.flac: breaks off after "))
    #expect(try AudioFile.read(take, rate: nil).warning == nil)
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
