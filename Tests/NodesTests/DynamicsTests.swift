import Foundation
import Graph
import Nodes
import Testing

@Suite struct DynamicsTests {
  @Test func `the mixer places a channel at constant power`() throws {
    let rig = try NodeRig(
      "mixer", parameters: ["pan_1": -0.5, "gain_1": 6].merging(muted) { a, _ in a })
    rig.signal = [Float](repeating: 0.25, count: 64)
    rig.run(64)
    let (left, right) = try (
      #require(rig.output.audio["left"]), #require(rig.output.audio["right"])
    )
    let power = left[9] * left[9] + right[9] * right[9]
    #expect(abs(power - 0.0625 * 3.981) < 0.001)
    #expect(abs(left[9] * left[9] / power - 0.75) < 0.001)
  }

  @Test func `the mixer adds its channels and scales the sum`() throws {
    let rig = try NodeRig("mixer", parameters: ["master": -20])
    rig.signal = [Float](repeating: 0.1, count: 64)
    rig.run(64)
    let left = try #require(rig.output.audio["left"])
    let expected: Float = 8 * 0.1 * 0.707_106_8 * 0.1
    #expect(abs(left[63] - expected) < 1e-5)
  }

  private var muted: [String: Float] {
    var parameters: [String: Float] = [:]
    for channel in 2...8 { parameters["gain_\(channel)"] = -90 }
    return parameters
  }

  @Test func `the gate opens above its threshold and closes after hold and release`() throws {
    let rig = try NodeRig(
      Gate.declaration.kind, parameters: ["threshold": -20, "hold": 0.1, "release": 0.05])
    rig.signal = [Float](repeating: 0.01, count: 28_800)
    for frame in 4800..<9600 { rig.signal[frame] = 0.5 }
    rig.run(Array(repeating: 64, count: 28_800 / 64))
    let output = try #require(rig.output.audio["out"])
    #expect(output[..<4800].allSatisfy { abs($0) < 1e-4 })
    #expect(abs(output[9000] - 0.5) < 0.001)
    #expect(abs(output[9600 + 4800] - 0.01) < 0.001, "still open in the hold")
    #expect(abs(output[28_000]) < 1e-4, "closed again")
  }

  @Test func `the gate stays open between its two thresholds`() throws {
    let rig = try NodeRig(
      Gate.declaration.kind,
      parameters: ["threshold": -20, "hysteresis": 10, "hold": 0, "release": 0.01])
    rig.signal = [Float](repeating: 0.2, count: 4800) + [Float](repeating: 0.05, count: 9600)
    rig.run(Array(repeating: 96, count: 150))
    let output = try #require(rig.output.audio["out"])
    #expect(abs(output[14_000] - 0.05) < 0.001)
  }

  @Test func `the meter tells peak and RMS twenty times a second`() throws {
    let rig = try NodeRig("meter")
    rig.signal = (0..<48_000).map { 0.5 * sin(Float.pi * Float($0) / 24) }
    rig.run(Array(repeating: 100, count: 480))
    #expect(rig.output.findings.count == 20)
    let finding = try #require(rig.output.findings.last)
    #expect(abs(finding.values[0] + 6.02) < 0.02)
    #expect(abs(finding.values[1] + 9.03) < 0.02)
    #expect(finding.time == 47_999)
    #expect(rig.output.audio["out"] == rig.signal)
  }
}
