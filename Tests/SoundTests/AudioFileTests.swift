import Foundation
import Platform
import TestSupport
import Testing

@testable import Sound

/// Sound files, whole, in memory.
@Suite struct AudioFileTests {
  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  @Test func `a file is read channel by channel at its own rate`() throws {
    let path = try scratch.wave("in.wav", [[0.25, 0.5, -0.5], [-0.25, 0, 0.75]], rate: 44_100)
    let file = try AudioFile.read(path, rate: nil)
    #expect(file.sampleRate == 44_100)
    #expect(file.channels == [[0.25, 0.5, -0.5], [-0.25, 0, 0.75]])
    #expect(file.mono == [0, 0.25, 0.125])
  }

  @Test func `a thousand channels take no more room to read than two`() throws {
    let channels = (0..<1000).map { [Float($0) / 1000, -1] }
    let path = try scratch.wave("wide.wav", channels, rate: 8000)
    #expect(try SoundSource(path).room(samples: 131_072).count == 131_000)
    #expect(try AudioFile.read(path, rate: nil).channels == channels)
  }

  @Test func `resampling keeps length, pitch and level`() throws {
    let tone = sine(441, seconds: 1, rate: 44_100)
    let file = try AudioFile.read(scratch.wave("in.wav", [tone], rate: 44_100), rate: 48_000)
    #expect(file.frameCount == 48_000)
    #expect(file.originalRate == 44_100)
    let expected = sine(441, seconds: 1)
    let error = (4800..<43_200).map { abs(file.channels[0][$0] - expected[$0]) }.max() ?? 1
    #expect(error < 0.001)
  }

  @Test func `channels that cancel each other out are heard by the strongest`() throws {
    let tone = sine(441, seconds: 0.1)
    let wrong = tone.map { -0.9 * $0 }
    let file = try AudioFile.read(scratch.wave("in.wav", [wrong, tone]), rate: nil)
    #expect(file.mono == file.channels[1])
    let still = [Float](repeating: 0, count: tone.count)
    let single = try AudioFile.read(scratch.wave("one.wav", [tone, still]), rate: nil)
    #expect(single.mono == single.channels[0].map { $0 / 2 })
    let other = sine(660, seconds: 0.1)
    let wide = try AudioFile.read(scratch.wave("two.wav", [tone, other]), rate: nil)
    #expect(wide.mono == zip(wide.channels[0], wide.channels[1]).map { ($0 + $1) / 2 })
  }

  @Test func `of a file that breaks off what is there is used, with a warning`() throws {
    let take = Checkout.path("demo/take.flac")
    let whole = try Data(contentsOf: URL(filePath: take))
    try whole.prefix(whole.count / 2).write(to: URL(filePath: scratch.path("half.flac")))
    let file = try AudioFile.read(scratch.path("half.flac"), rate: nil)
    #expect((10...30).contains(file.duration))
    let warning = try #require(file.warning)
    #expect(warning.contains("half.flac: breaks off after "))
    #expect(try AudioFile.read(take, rate: nil).warning == nil)
  }

  /// What a recorder that was killed may leave: a head that says nothing of the length of what follows.
  private func openEnded(
    _ name: String, code: UInt16, bits: UInt16, length: UInt32 = 0, _ bytes: [UInt8]
  ) throws -> String {
    let words = [code, 2, 48_000, 0, 0, 0, 2 * bits / 8, bits]
    let format = words.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let size = withUnsafeBytes(of: length.littleEndian) { [UInt8]($0) }
    let file =
      Array("RIFF".utf8) + size + Array("WAVEJUNK".utf8) + [3, 0, 0, 0, 9, 9, 9, 0]
      + Array("fmt ".utf8) + [16, 0, 0, 0] + format + Array("data".utf8) + size + bytes
    let path = scratch.path(name)
    try Data(file).write(to: URL(filePath: path))
    return path
  }

  @Test func `a recording that was not ended is read to where it breaks off`() throws {
    let loud: [UInt8] = [0, 0x40, 0, 0xC0]
    for length: UInt32 in [0, .max] {
      let path = try openEnded("a.wav", code: 1, bits: 16, length: length, loud + loud + loud)
      let file = try AudioFile.read(path, rate: nil)
      #expect(file.channels == [[0.5, 0.5, 0.5], [-0.5, -0.5, -0.5]])
      #expect(file.sampleRate == 48_000)
    }
    let floats = [0.25, -0.25, 1].flatMap { (sample: Float) in
      withUnsafeBytes(of: sample.bitPattern.littleEndian) { [UInt8]($0) }
    }
    // The last frame is not whole.
    let file = try AudioFile.read(
      openEnded("b.wav", code: 3, bits: 32, floats), rate: nil)
    #expect(file.channels == [[0.25], [-0.25]])
    #expect(file.warning?.contains("b.wav: was not ended") == true)
  }

  @Test func `an empty recording is no broken one, whatever follows its sound`() throws {
    let list = Array("LIST".utf8) + [4, 0, 0, 0] + Array("INFO".utf8)
    for bytes in [[], list] {
      let path = try openEnded("empty.wav", code: 1, bits: 16, bytes)
      let error = #expect(throws: FileProblem.self) { try AudioFile.read(path, rate: nil) }
      #expect(error.map { "\($0)" }?.contains("holds no sound") == true)
    }
  }

  @Test func `a file of more samples than there is room for is refused`() throws {
    let path = try scratch.wave("in.wav", [[0.25, 0.5, -0.5], [-0.25, 0, 0.75]])
    #expect(try AudioFile.read(path, rate: nil, limit: 6).frameCount == 3)
    #expect(throws: FileProblem.self) { try AudioFile.read(path, rate: nil, limit: 5) }
  }

  @Test func `a file that would have too many samples at the wanted rate is refused`() throws {
    let path = try scratch.wave("in.wav", [[0.25, 0.5, -0.5], [-0.25, 0, 0.75]], rate: 8000)
    #expect(try AudioFile.read(path, rate: 48_000, limit: 36).frameCount == 18)
    #expect(throws: FileProblem.self) { try AudioFile.read(path, rate: 48_000, limit: 35) }
    #expect(try AudioFile.read(path, rate: 4000, limit: 6).frameCount == 2)
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
}
