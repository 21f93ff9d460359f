import TestSupport
import Testing

@testable import Nodes

struct FrameTimeTests {
  /// Cycles of 128 frames at 48 kHz, by a card that is `off` by a share; each begins up to 2 ms late, but
  /// for one in ten.
  private func error(off: Double, cycles: Int) -> Double {
    var random = Dice(seed: 5)
    var time = FrameTime(sampleRate: 48_000)
    var worst = 0.0
    for cycle in 0..<cycles {
      let frame = Int64(cycle * 128)
      let truth = 1e12 + Double(frame) * 1e9 / 48_000 * (1 + off)
      let late = cycle % 10 == 0 ? 0 : Double.random(in: 0...2e6, using: &random)
      let found = time.time(of: frame, frameCount: 128, now: Int64(truth + late))
      if cycle > 1000 { worst = max(worst, abs(found - truth)) }
    }
    return worst
  }

  @Test(arguments: [0, 0.0001, -0.0001])
  func `late beginnings move nothing, and a card's clock is followed`(_ off: Double) {
    #expect(error(off: off, cycles: 20_000) < 20_000)
  }

  @Test func `a pause of the sound is taken for one`() {
    var time = FrameTime(sampleRate: 48_000)
    for cycle in 0..<100 {
      _ = time.time(of: Int64(cycle * 128), frameCount: 128, now: Int64(cycle) * 2_666_667)
    }
    let late = time.time(of: 12_800, frameCount: 128, now: 900_000_000)
    #expect(abs(late - 900_000_000) < 1)
  }

  @Test func `sound that stood still for a moment is late for two seconds at most`() {
    var random = Dice(seed: 5)
    var time = FrameTime(sampleRate: 48_000)
    var worst = 0.0
    for cycle in 0..<3000 {
      let frame = Int64(cycle * 128)
      let truth = Double(frame) * 1e9 / 48_000 + (cycle < 1000 ? 0 : 10e6)
      let late = Double.random(in: 0...1e5, using: &random)
      let found = time.time(of: frame, frameCount: 128, now: Int64(truth + late))
      if cycle < 1000 || cycle >= 1000 + 750 { worst = max(worst, abs(found - truth)) }
    }
    #expect(worst < 100_000)
  }

  @Test func `the parts of a block tell nothing`() {
    var time = FrameTime(sampleRate: 48_000)
    for cycle in 0..<10 {
      _ = time.time(of: Int64(cycle * 128), frameCount: 128, now: Int64(cycle) * 2_666_667)
    }
    let whole = 10 * 2_666_667.0
    _ = time.time(of: 1280, frameCount: 40, now: Int64(whole))
    let part = time.time(of: 1320, frameCount: 88, now: Int64(whole))
    #expect(abs(part - whole - 40 * 1e9 / 48_000) < 10_000)
  }
}
