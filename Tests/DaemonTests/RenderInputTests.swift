import Sound
import TestSupport
import Testing

@testable import Daemon

/// The recording that is rendered, as it is heard and drawn.
@Suite struct RenderInputTests {
  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  @Test(arguments: [44_100.0, 96_000, 22_050])
  func `what is heard block by block is the file as a whole, at any rate`(rate: Double) throws {
    let channels = [441.0, 660].map { sine($0, seconds: 0.6, rate: 44_100) }
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

  @Test func `a recording at a rate that no ear runs at is brought to the nearest, or refused`()
    throws
  {
    let slow = try RenderInput(
      scratch.wave("slow.wav", [sine(20, seconds: 1, rate: 2000)], rate: 2000))
    #expect(slow.sampleRate == 8000 && slow.frameCount == 8000)
    for (name, rate) in [("none.wav", 1.0), ("vast.wav", 5e8)] {
      let path = try scratch.wave(name, [[0.1, 0.2, 0.1]], rate: rate)
      #expect { try RenderInput(path) } throws: { "\($0)".contains("cannot be converted") }
    }
  }

  @Test func `whoever opens a recording is told how much of it has been read`() throws {
    let path = try scratch.wave("in.wav", [sine(441, seconds: 4)])
    var told: [Double] = []
    _ = try RenderInput(path) { told.append($0) }
    #expect(told.count > 1 && told.last == 1)
    #expect(told == told.sorted())
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
}
