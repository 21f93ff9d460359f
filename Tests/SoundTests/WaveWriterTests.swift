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

  @Test func `a folder that is not there is named as the user named it`() {
    let error = #expect(throws: (any Error).self) {
      _ = try WaveWriter("/nowhere/a.part", sampleRate: 48_000, channelCount: 1, shown: "a.wav")
    }
    #expect(error.map { "\($0)" }?.hasPrefix("a.wav: cannot be written (") == true)
  }
}
