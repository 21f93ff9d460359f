import CRealtime
import Foundation
import Nodes
import Testing

@Suite struct BiquadTests {
  private static let designs: [(shape: FilterShape, frequency: Float, q: Float)] = [
    (.lowpass, 0.17, 0.707), (.lowpass, 10 / 192_000, 40), (.highpass, 10 / 192_000, 0.707),
    (.highpass, 0.002, 12), (.bandpass, 0.0002, 40), (.notch, 0.001, 5), (.peak, 0.0003, 30),
    (.lowshelf, 0.004, 0.707), (.highshelf, 0.49, 0.1), (.bandpass, 0.49, 40), (.notch, 0.25, 40),
  ]

  /// Runs `signal` through a section in blocks of `size`; the coefficients change half-way to `next`, if
  /// there is one.
  private func filter(
    _ signal: [Float], _ design: BiquadCoefficients, _ next: BiquadCoefficients? = nil,
    isWide: Bool, size: Int = 64
  ) -> [Float] {
    var section = Biquad(isWide: isWide)
    section.set(design)
    var output = [Float](repeating: 0, count: signal.count)
    for start in stride(from: 0, to: signal.count, by: size) {
      if let next, start == signal.count / 2 / size * size { section.set(next) }
      let count = min(size, signal.count - start)
      signal.withUnsafeBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
          guard let source = input.baseAddress, let destination = output.baseAddress else { return }
          section.process(source + start, destination + start, count: count)
        }
      }
    }
    return output
  }

  /// The same by the difference equation, sample by sample.
  private func reference(
    _ signal: [Float], _ design: BiquadCoefficients, _ next: BiquadCoefficients
  ) -> [Double] {
    var (x1, x2, y1, y2) = (0.0, 0.0, 0.0, 0.0)
    return signal.enumerated().map { frame, sample in
      let section = frame < signal.count / 2 / 64 * 64 ? design : next
      let x = Double(sample)
      let y =
        section.b0 * x + section.b1 * x1 + section.b2 * x2 - section.a1 * y1 - section.a2 * y2
      (x2, x1, y2, y1) = (x1, x, y1, y)
      return y
    }
  }

  @Test(arguments: designs.indices, [false, true])
  func `a section follows its difference equation to 130 dB below the peak`(
    number: Int, isWide: Bool
  ) throws {
    guard !isWide || realtime_is_wide() else { return }
    let design = Self.designs[number]
    let first = BiquadCoefficients(
      design.shape, frequency: design.frequency, q: design.q, gain: 20)
    let second = BiquadCoefficients(
      design.shape, frequency: min(0.49, design.frequency * 1.3), q: design.q, gain: -12)
    let signal = noise(96_000)
    let expected = reference(signal, first, second)
    let peak = try #require(expected.map { abs($0) }.max())
    let errors = zip(filter(signal, first, second, isWide: isWide), expected).map {
      abs(Double($0) - $1)
    }
    let error = try #require(errors.max())
    #expect(error < peak * 3e-7, "\(20 * log10(error / peak)) dB")
  }

  @Test(arguments: designs.indices, [false, true])
  func `the length of blocks changes no bit`(number: Int, isWide: Bool) {
    guard !isWide || realtime_is_wide() else { return }
    let design = Self.designs[number]
    let section = BiquadCoefficients(
      design.shape, frequency: design.frequency, q: design.q, gain: 6)
    let signal = noise(10_000)
    let expected = filter(signal, section, isWide: isWide)
    for size in [1, 5, 1003] {
      #expect(filter(signal, section, isWide: isWide, size: size) == expected)
    }
  }

  /// With fused multiply-add a sum is rounded once less, of 53 bits, which only now and then decides the
  /// last of the 24 bits that leave.
  @Test(arguments: designs.indices)
  func `AVX2 with fused multiply-add changes nothing but last bits`(number: Int) throws {
    guard realtime_is_wide() else { return }
    let design = Self.designs[number]
    let section = BiquadCoefficients(
      design.shape, frequency: design.frequency, q: design.q, gain: 6)
    let signal = noise(10_000)
    let wide = filter(signal, section, isWide: true)
    let narrow = filter(signal, section, isWide: false)
    let peak = try #require(narrow.map { abs($0) }.max())
    #expect(zip(wide, narrow).allSatisfy { abs($0 - $1) <= peak * 0x1p-23 })
  }
}
