import Testing

@testable import Daemon

@Suite struct PaceTests {
  @Test func `cycles too long to be played are told of`() {
    #expect(Pace.usual.summary == "playing at 48000 Hz, 256 frames a cycle")
    let slow = Pace(sampleRate: 48_000, frameCount: 16_384)
    #expect(
      slow.summary == "silent at 48000 Hz, 16384 frames a cycle: more than 8192 are not played")
  }
}
