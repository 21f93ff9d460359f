import Foundation
import Testing

@testable import Ear

struct RootLanesTests {
  private static let inputs = (-1000...1000).map { Float($0) / 20 }

  private func lanes(_ value: Float) -> RootLanes { RootLanes(repeating: value) }

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
      #expect(abs(lanes(input).sigmoid[5] - 1 / (1 + expf(-input))) < 3e-7)
      #expect(abs(lanes(input).hyperbolicTangent[11] - tanhf(input)) < 3e-7)
    }
  }

  @Test func `negative values are rectified lane by lane`() {
    let values = (0..<12).map { Float($0) - 5.5 }
    let rectified = values.withUnsafeBufferPointer { RootLanes($0.baseAddress!).rectified }
    for root in 0..<12 { #expect(rectified[root] == max(0, values[root])) }
  }
}
