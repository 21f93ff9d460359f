import Foundation
import TestSupport
import Testing

@testable import Sound

/// WAV files that are written piece by piece.
@Suite struct WaveWriterTests {
  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func write(_ samples: [Float], to writer: borrowing WaveWriter) throws {
    let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: samples.count)
    defer { buffer.deallocate() }
    _ = buffer.initialize(from: samples)
    try writer.write(UnsafeBufferPointer(buffer))
  }

  @Test func `samples beyond full scale are limited`() throws {
    let path = scratch.path("loud.wav")
    do {
      let writer = try WaveWriter(path, sampleRate: 48_000, channelCount: 1, shown: "loud.wav")
      try write([2, -2, 0.5], to: writer)
    }
    let samples = try AudioFile.read(path, rate: nil).channels[0]
    #expect(samples.count == 3)
    #expect(zip(samples, [1, -1, 0.5]).allSatisfy { abs($0 - $1) < 0.001 })
  }

  @Test func `what was written is there for others once the header is up to date`() throws {
    let path = scratch.path("growing.wav")
    let writer = try WaveWriter(path, sampleRate: 48_000, channelCount: 2, shown: "growing.wav")
    try write([Float](repeating: 0.25, count: 2000), to: writer)
    writer.update()
    #expect(try AudioFile.read(path, rate: nil).frameCount == 1000)
    try write([Float](repeating: 0.25, count: 2000), to: writer)
  }

  /// The file is made long without a sound being written, which takes no room on the disk.
  @Test(arguments: [3, 5, 40])
  func `a file of gigabytes says how long it is, while it grows and once it is closed`(
    gigabytes: Int
  ) throws {
    let path = scratch.path("gig.wav")
    let length = gigabytes << 30
    do {
      let writer = try WaveWriter(path, sampleRate: 48_000, channelCount: 2, shown: "gig.wav")
      try write([0.5, 0.5], to: writer)
      #expect(truncate(path, length) == 0)
      writer.update()
      let told = try SoundSource(path).toldCount
      #expect(abs((told ?? 0) - length / 6) < 100)
    }
    let told = try SoundSource(path).toldCount
    #expect(abs((told ?? 0) - length / 6) < 100)
  }

  @Test func `a short file is what every program reads`() throws {
    let path = scratch.path("short.wav")
    do {
      let writer = try WaveWriter(path, sampleRate: 48_000, channelCount: 2, shown: "short.wav")
      try write([0.5, 0.5], to: writer)
    }
    let file = try Data(contentsOf: URL(filePath: path))
    #expect(file.prefix(4) == Data("RIFF".utf8))
  }

  @Test func `a folder that is not there is named as the user named it`() {
    let error = #expect(throws: (any Error).self) {
      _ = try WaveWriter("/nowhere/a.part", sampleRate: 48_000, channelCount: 1, shown: "a.wav")
    }
    #expect(error.map { "\($0)" }?.hasPrefix("a.wav: cannot be written (") == true)
  }
}
