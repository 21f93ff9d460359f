import Foundation
import Graph
import Nodes
import Testing

@Suite struct ReverbTests {
  /// What the room answers to an impulse, in seconds' worth of blocks.
  private func answer(
    seconds: Int, sampleRate: Double = 48_000, _ parameters: [String: Float]
  ) throws -> NodeRig.Output {
    let rig = try NodeRig(
      Reverb.declaration.kind, parameters: ["mix": 1].merging(parameters) { $1 },
      sampleRate: sampleRate)
    rig.signal = [1]
    rig.run(Array(repeating: 4800, count: seconds * Int(sampleRate) / 4800))
    return rig.output
  }

  /// The seconds in which the energy that is left falls from -5 to -35 dB, times two: Schroeder's
  /// backward integration, as ISO 3382 has it.
  private func reverberationTime(_ impulse: [Float], sampleRate: Double) throws -> Double {
    var left = [Double](repeating: 0, count: impulse.count)
    var sum = 0.0
    for frame in impulse.indices.reversed() {
      sum += Double(impulse[frame] * impulse[frame])
      left[frame] = sum
    }
    func time(_ decibels: Double) throws -> Double {
      Double(try #require(left.firstIndex { $0 < sum * pow(10, decibels / 10) })) / sampleRate
    }
    return try 2 * (time(-35) - time(-5))
  }

  @Test(arguments: [0.5, 1.2, 3], [44_100.0, 48_000])
  func `the room falls by 60 dB in its time`(time: Double, rate: Double) throws {
    let output = try answer(
      seconds: 4, sampleRate: rate, ["time": Float(time), "tone": 16_000])
    let impulse = try #require(output.audio["left"])
    let measured = try reverberationTime(impulse, sampleRate: rate)
    #expect(measured > time * 0.75 && measured < time * 1.05, "\(measured) s")
  }

  @Test func `the highs die before the lows`() throws {
    let bright = try #require(answer(seconds: 2, ["tone": 16_000]).audio["left"])
    let dark = try #require(answer(seconds: 2, ["tone": 1000]).audio["left"])
    func roughness(_ samples: [Float]) -> Float {
      let late = samples[9600..<48_000]
      let change = zip(late.dropFirst(), late).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      return change / late.reduce(0) { $0 + $1 * $1 }
    }
    #expect(roughness(dark) < roughness(bright) / 4)
  }

  @Test func `a dry mix is the signal itself`() throws {
    let rig = try NodeRig(Reverb.declaration.kind, parameters: ["mix": 0])
    rig.signal = noise(4800)
    rig.run(4800)
    #expect(rig.output.audio["left"] == rig.signal)
    #expect(rig.output.audio["right"] == rig.signal)
  }

  @Test func `one side in is heard from both sides, each its own`() throws {
    let output = try answer(seconds: 1, [:])
    let (left, right) = try (
      #require(output.audio["left"]), #require(output.audio["right"])
    )
    let (power, other) = (left.reduce(0) { $0 + $1 * $1 }, right.reduce(0) { $0 + $1 * $1 })
    let common = zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(power / other > 0.5 && power / other < 2)
    #expect(abs(common) / (power * other).squareRoot() < 0.3, "the sides are not alike")
  }

  @Test func `the longest room stays stable on the loudest input`() throws {
    let rig = try NodeRig(Reverb.declaration.kind, parameters: ["mix": 1, "time": 20])
    rig.signal = noise(96_000)
    rig.run(Array(repeating: 4800, count: 200))
    let left = try #require(rig.output.audio["left"])
    #expect(left.allSatisfy { abs($0) < 30 })
    #expect(abs(left[959_000]) < abs(left[480_000...600_000].max() ?? 0), "it dies away")
  }
}
