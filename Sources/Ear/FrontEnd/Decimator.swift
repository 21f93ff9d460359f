private import CRealtime
import Glibc

/// Lowers a sample rate by a whole factor through a linear-phase low-pass.
///
/// Kaiser-windowed sinc (Oppenheim & Schafer, "Discrete-Time Signal Processing", 7.5): about 70 dB
/// of rejection, flat to 0.8 of the new half rate.
struct Decimator {
  let factor: Int

  /// How far the output lags behind the input, in input frames.
  let latency: Int

  /// How many inputs are taken at a time.
  private static let chunk = 512

  private let kernel: [Float]
  /// The last inputs, one less than the kernel has taps, and room for a chunk more.
  private var line: [Float]
  private var phase = 0

  /// The largest factor that leaves at least `minimum` of `sampleRate`.
  static func factor(from sampleRate: Double, toAtLeast minimum: Double) -> Int {
    max(1, Int(sampleRate / minimum + 1e-6))
  }

  init(factor: Int) {
    self.factor = factor
    kernel = factor == 1 ? [] : Self.lowpass(factor: factor)
    latency = factor == 1 ? 0 : Self.center(factor: factor)
    line = Array(repeating: 0, count: factor == 1 ? 0 : kernel.count - 1 + Self.chunk)
  }

  /// How many inputs it takes for `count` more outputs.
  func inputs(for count: Int) -> Int { count * factor - phase }

  /// Feeds all of `inputs` and writes what comes out to the beginning of `outputs`; returns how much that
  /// is.
  mutating func push(
    _ inputs: UnsafeBufferPointer<Float>, into outputs: UnsafeMutableBufferPointer<Float>
  ) -> Int {
    precondition(outputs.count >= (phase + inputs.count) / factor, "Outputs need room")
    guard factor > 1 else {
      for index in inputs.indices { outputs[index] = inputs[index].audible }
      return inputs.count
    }
    var count = 0
    for start in stride(from: 0, to: inputs.count, by: Self.chunk) {
      let end = min(inputs.count, start + Self.chunk)
      count += filter(
        UnsafeBufferPointer(rebasing: inputs[start..<end]),
        into: UnsafeMutableBufferPointer(rebasing: outputs[count...]))
    }
    return count
  }

  private mutating func filter(
    _ inputs: UnsafeBufferPointer<Float>, into outputs: UnsafeMutableBufferPointer<Float>
  ) -> Int {
    let (count, next) = (phase + inputs.count).quotientAndRemainder(dividingBy: factor)
    let (first, taps) = (factor - phase - 1, kernel.count)
    phase = next
    line.withUnsafeMutableBufferPointer { line in
      for index in inputs.indices { line[taps - 1 + index] = inputs[index].audible }
      kernel.withUnsafeBufferPointer { kernel in
        guard let start = line.baseAddress, let kernel = kernel.baseAddress,
          let output = outputs.baseAddress
        else { return }
        realtime_decimate(start + first, factor, kernel, taps, output, count, Processor.isWide)
        start.update(from: start + inputs.count, count: taps - 1)
      }
    }
    return count
  }

  private static func center(factor: Int) -> Int { 10 * factor }

  /// Taps of the low-pass, newest input last, padded with zeros in front to a multiple of eight.
  private static func lowpass(factor: Int) -> [Float] {
    let half = center(factor: factor)
    let cutoff = 0.9 / Double(factor)
    let taps = (-half...half).map { offset in
      let x = Double(offset)
      let sinc = offset == 0 ? cutoff : sin(.pi * cutoff * x) / (.pi * x)
      let edge = x / Double(half)
      return sinc * bessel(7 * (1 - edge * edge).squareRoot()) / bessel(7)
    }
    let sum = taps.reduce(0, +)
    let padding = (8 - taps.count % 8) % 8
    return Array(repeating: 0, count: padding) + taps.map { Float($0 / sum) }
  }

  /// The modified Bessel function of order zero, by its series.
  private static func bessel(_ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    for k in 1...30 {
      term *= (x / 2 / Double(k)) * (x / 2 / Double(k))
      sum += term
    }
    return sum
  }
}
