import Foundation
import Testing

@testable import Ear

struct LanesTests {
  private static func values(_ count: Int) -> [Float] {
    (0..<count).map { Float($0 * 31 % 17) - 6 }
  }

  @Test(arguments: [0, 1, 7, 8, 9, 40, 131])
  func `sums of any length are those in order`(count: Int) {
    let values = Self.values(count)
    let others = values.map { $0 * 0.5 + 1 }
    values.withUnsafeBufferPointer { values in
      others.withUnsafeBufferPointer { others in
        #expect(values.sum == values.reduce(0, +))
        #expect(values.product(with: others) == zip(values, others).reduce(0) { $0 + $1.0 * $1.1 })
      }
    }
  }

  @Test(arguments: [0, 1, 3, 4, 6, 13])
  func `every element is replaced, the last ones too`(count: Int) {
    var values = Self.values(count)
    values.replaceFours { 2 * $0 + 1 }
    #expect(values == Self.values(count).map { 2 * $0 + 1 })
  }

  @Test func `a level stretch is noise-like, a line is not`() {
    var power = [Float](repeating: 0.3, count: 103)
    #expect(abs(power.flatness(1..<102, least: 1e-12) - 1) < 1e-5)
    power[50] = 3e4
    #expect(power.flatness(1..<102, least: 1e-12) < 0.01)
  }

  @Test func `flatness is geometric over arithmetic mean`() {
    let power = (0..<45).map { Float($0 % 7) + 0.25 }
    let part = power[3..<44].map(Double.init)
    let right = exp(part.reduce(0) { $0 + log($1) } / 41) / (part.reduce(0, +) / 41)
    #expect(abs(Double(power.flatness(3..<44, least: 1e-12)) - right) < 1e-5)
  }
}
