import Foundation
import Graph
import Nodes
import Testing

@Suite struct FilterTests {
  /// The magnitude in dB that the node `kind` gives to a sine of `frequency`, from its impulse
  /// response.
  private func response(
    _ kind: String, _ parameters: [String: Float], at frequencies: [Double]
  ) throws -> [Double] {
    let rig = try NodeRig(kind, parameters: parameters)
    rig.signal = [1]
    rig.run(Array(repeating: 8192, count: 6))
    let impulse = try #require(rig.output.audio["out"])
    return frequencies.map { frequency in
      var (real, imaginary) = (0.0, 0.0)
      for (frame, sample) in impulse.enumerated() {
        let angle = 2 * Double.pi * frequency * Double(frame) / 48_000
        real += Double(sample) * cos(angle)
        imaginary -= Double(sample) * sin(angle)
      }
      return 10 * log10(real * real + imaginary * imaginary + 1e-30)
    }
  }

  /// The magnitude in dB of an analogue prototype's square at `frequency`, warped as the bilinear
  /// transform warps it around `corner`.
  private func prototype(
    _ frequency: Double, corner: Double, _ square: (_ s: Double) -> Double
  ) -> Double {
    let warped = tan(.pi * frequency / 48_000) / tan(.pi * corner / 48_000)
    return 10 * log10(square(warped) + 1e-30)
  }

  private let frequencies: [Double] = [31, 90, 250, 700, 999, 1800, 5100, 11_000, 17_000]

  @Test(arguments: [1, 2, 4, 8], [100.0, 1000, 7000])
  func `a lowpass cascade is a Butterworth filter`(stages: Int, corner: Double) throws {
    let parameters: [String: Float] = ["frequency": Float(corner), "stages": Float(stages)]
    let measured = try response("lowpass", parameters, at: frequencies)
    for (frequency, level) in zip(frequencies, measured) {
      let expected = prototype(frequency, corner: corner) { 1 / (1 + pow($0, Double(4 * stages))) }
      if expected > -80 { #expect(abs(level - expected) < 0.05, "\(frequency) Hz") }
    }
  }

  @Test(arguments: [1, 3, 8], [25.0, 80, 2000])
  func `a highpass cascade is a Butterworth filter`(stages: Int, corner: Double) throws {
    let parameters: [String: Float] = ["frequency": Float(corner), "stages": Float(stages)]
    let measured = try response("highpass", parameters, at: frequencies)
    for (frequency, level) in zip(frequencies, measured) {
      let expected = prototype(frequency, corner: corner) {
        pow($0, Double(4 * stages)) / (1 + pow($0, Double(4 * stages)))
      }
      if expected > -80 { #expect(abs(level - expected) < 0.05, "\(frequency) Hz") }
    }
  }

  @Test(arguments: [0.7, 5, 30])
  func `a bandpass leaves its centre and falls by its q`(q: Double) throws {
    let measured = try response(
      Bandpass.declaration.kind, ["frequency": 1000, "q": Float(q)], at: frequencies + [1000])
    for (frequency, level) in zip(frequencies + [1000], measured) {
      let expected = prototype(frequency, corner: 1000) { s in
        let width = s * s / (q * q)
        return width / ((1 - s * s) * (1 - s * s) + width)
      }
      #expect(abs(level - expected) < 0.05, "\(frequency) Hz")
    }
  }

  @Test func `a notch removes its frequency and little else`() throws {
    let measured = try response("notch", ["frequency": 250, "q": 4], at: frequencies)
    for (frequency, level) in zip(frequencies, measured) where frequency != 250 {
      let expected = prototype(frequency, corner: 250) { s in
        let gap = (1 - s * s) * (1 - s * s)
        return gap / (gap + s * s / 16)
      }
      #expect(abs(level - expected) < 0.05, "\(frequency) Hz")
    }
    #expect(measured[2] < -60)
  }

  @Test(arguments: [-18.0, 9], [1, 3])
  func `a peak reaches its gain, however many stages share it`(gain: Double, stages: Int) throws {
    let measured = try response(
      "peak", ["frequency": 999, "q": 2, "gain": Float(gain), "stages": Float(stages)],
      at: [999, 31, 17_000])
    #expect(abs(measured[0] - gain) < 0.05)
    #expect(abs(measured[1]) < 0.2)
    #expect(abs(measured[2]) < 0.2)
  }

  @Test(arguments: [Lowshelf.declaration.kind, Highshelf.declaration.kind], [-12.0, 12])
  func `a shelf lifts its side, and half as much at its frequency`(
    kind: String, gain: Double
  ) throws {
    let measured = try response(
      kind, ["frequency": 999, "gain": Float(gain)], at: [5, 999, 23_000])
    let (shelf, rest) = kind == Lowshelf.declaration.kind ? (0, 2) : (2, 0)
    #expect(abs(measured[shelf] - gain) < 0.05)
    #expect(abs(measured[1] - gain / 2) < 0.05)
    #expect(abs(measured[rest]) < 0.05)
  }

  @Test func `a glide sounds the same in blocks of any size`() throws {
    func sweep(_ blocks: [Int]) throws -> [Float]? {
      let rig = try NodeRig("lowpass", parameters: ["frequency": 8000, "q": 8, "stages": 3])
      rig.signal = noise(6000)
      _ = rig.engine.set([("node", "frequency", 200), ("node", "q", 2)], at: 1003)
      rig.run(blocks)
      return rig.output.audio["out"]
    }
    let whole = try sweep([6000])
    for size in [1, 7, 16, 64, 100, 1003] {
      let blocks = [Int](repeating: size, count: 6000 / size)
      #expect(try sweep(blocks + [6000 % size].filter { $0 > 0 }) == whole, "blocks of \(size)")
    }
  }

  @Test func `a change of frequency is not heard as a step`() throws {
    let rig = try NodeRig("lowpass", parameters: ["frequency": 200])
    rig.signal = [Float](repeating: 0.5, count: 9600)
    rig.run(4800)
    _ = rig.engine.set([("node", "frequency", 15_000)])
    rig.run(4800)
    let output = try #require(rig.output.audio["out"])
    let steps = zip(output[4000...], output[4001...]).map { abs($0 - $1) }
    let largest = try #require(steps.max())
    #expect(largest < 0.001)
  }
}

/// White noise of full scale ±0.5, always the same.
func noise(_ count: Int) -> [Float] {
  var state: UInt64 = 88_172_645_463_325_252
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Float(Int32(truncatingIfNeeded: state >> 33) % 65_536) / 131_072
  }
}

/// Noise in the range of denormals, made of bits: a thread that flushes them could not compute it.
func denormalNoise(_ count: Int) -> [Float] {
  noise(count).map { sample in
    let magnitude = Float(bitPattern: UInt32(abs(sample) * 0x7F_FFFE) + 1)
    return sample < 0 ? -magnitude : magnitude
  }
}
