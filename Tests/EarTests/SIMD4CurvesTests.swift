import Foundation
import Testing

@testable import Ear

struct SIMD4CurvesTests {
  private static let inputs = (-1000...1000).map { Float($0) / 20 }

  @Test func `powers of e are right within two units in the last place`() {
    for input in Self.inputs {
      let right = Float(exp(Double(input)))
      let told = SIMD4(input, input, input, input).exponential
      for lane in 0..<4 { #expect(abs(told[lane] - right) <= 2 * right.ulp) }
    }
  }

  @Test func `what is too large or too small for a power of e stays finite`() {
    let told = SIMD4<Float>(-1000, -88, 88, 1000).exponential
    for lane in 0..<4 { #expect(told[lane].isFinite && told[lane] > 0) }
  }

  @Test func `curves of gates are those of the C library`() {
    for input in Self.inputs {
      let lanes = SIMD4<Float>(repeating: input)
      #expect(abs(lanes.sigmoid[1] - 1 / (1 + expf(-input))) < 3e-7)
      #expect(abs(lanes.hyperbolicTangent[3] - tanhf(input)) < 3e-7)
    }
  }

  @Test func `logarithms are those of the C library`() {
    for input in (-370...370).map({ expf(Float($0) / 10) }) where input >= .leastNormalMagnitude {
      let told = SIMD4<Float>(repeating: input).logarithm
      let right = log(Double(input))
      #expect(abs(Double(told[2]) - right) <= max(1e-7, 2 * Double(Float(right).ulp)))
    }
  }
}
