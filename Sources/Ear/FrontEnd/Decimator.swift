import Glibc

/// Lowers a sample rate by a whole factor through a linear-phase low-pass.
///
/// Kaiser-windowed sinc (Oppenheim & Schafer, "Discrete-Time Signal Processing", 7.5): about 70 dB
/// of rejection, flat to 0.8 of the new half rate.
struct Decimator {
  let factor: Int

  /// How far the output lags behind the input, in input frames.
  let latency: Int

  private let kernel: [Float]
  /// The last inputs, written twice so that the newest `kernel.count` always lie in one piece.
  private var line: [Float]
  private var position = 0
  private var phase = 0

  /// The largest factor that leaves at least `minimum` of `sampleRate`.
  static func factor(from sampleRate: Double, toAtLeast minimum: Double) -> Int {
    max(1, Int(sampleRate / minimum + 1e-6))
  }

  init(factor: Int) {
    self.factor = factor
    kernel = factor == 1 ? [] : Self.lowpass(factor: factor)
    latency = factor == 1 ? 0 : Self.center(factor: factor)
    line = Array(repeating: 0, count: 2 * kernel.count)
  }

  /// How many inputs it takes for `count` more outputs.
  func inputs(for count: Int) -> Int { count * factor - phase }

  /// Feeds one input; returns an output once every `factor` inputs.
  @inline(__always)
  mutating func push(_ input: Float) -> Float? {
    let sample = input.audible
    guard factor > 1 else { return sample }
    line[position] = sample
    line[position + kernel.count] = sample
    position += 1
    if position == kernel.count { position = 0 }
    phase += 1
    guard phase == factor else { return nil }
    phase = 0
    return line.withUnsafeBufferPointer { Self.product($0, kernel, from: position) }
  }

  /// Feeds all of `inputs` and writes what comes out to the beginning of `outputs`; returns how much that
  /// is.
  mutating func push(
    _ inputs: UnsafeBufferPointer<Float>, into outputs: UnsafeMutableBufferPointer<Float>
  ) -> Int {
    precondition(outputs.count >= (phase + inputs.count) / factor, "Outputs need room")
    var (position, phase, count) = (position, phase, 0)
    let (factor, kernel) = (factor, kernel)
    line.withUnsafeMutableBufferPointer { line in
      for input in inputs {
        let sample = input.audible
        if factor > 1 {
          line[position] = sample
          line[position + kernel.count] = sample
          position = position + 1 == kernel.count ? 0 : position + 1
          phase += 1
          guard phase == factor else { continue }
          phase = 0
        }
        outputs[count] =
          factor > 1 ? Self.product(UnsafeBufferPointer(line), kernel, from: position) : sample
        count += 1
      }
    }
    self.position = position
    self.phase = phase
    return count
  }

  /// The output that the `kernel` makes of as many inputs in `line`, from place `start` on.
  @inline(__always)
  private static func product(
    _ line: UnsafeBufferPointer<Float>, _ kernel: [Float], from start: Int
  ) -> Float {
    let line = UnsafeRawBufferPointer(line)
    let start = start * MemoryLayout<Float>.stride
    return kernel.withUnsafeBytes { kernel in
      var sum = SIMD8<Float>.zero
      for offset in stride(from: 0, to: kernel.count, by: MemoryLayout<SIMD8<Float>>.size) {
        sum +=
          line.loadUnaligned(fromByteOffset: start + offset, as: SIMD8<Float>.self)
          * kernel.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
      }
      return sum.sum()
    }
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
