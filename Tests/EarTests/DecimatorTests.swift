import Foundation
import Testing

@testable import Ear

struct DecimatorTests {
  /// What a decimator makes of `samples` in pieces of `size`.
  private func decimated(_ samples: [Float], by factor: Int, in size: Int) -> [Float] {
    var decimator = Decimator(factor: factor)
    var result: [Float] = []
    var outputs = [Float](repeating: 0, count: size)
    for start in stride(from: 0, to: samples.count, by: size) {
      let count = samples[start..<min(start + size, samples.count)].withUnsafeBufferPointer {
        piece in
        outputs.withUnsafeMutableBufferPointer { decimator.push(piece, into: $0) }
      }
      result += outputs[..<count]
    }
    return result
  }

  private func tone(_ frequency: Double, _ count: Int) -> [Float] {
    (0..<count).map { Float(sin(2 * .pi * frequency * Double($0))) }
  }

  @Test(arguments: [1, 2, 3, 4], [1, 5, 64, 700, 4000])
  func `pieces of any size make the same`(factor: Int, size: Int) {
    let samples = tone(0.013, 4000)
    let whole = decimated(samples, by: factor, in: 4000)
    #expect(whole.count == 4000 / factor)
    #expect(decimated(samples, by: factor, in: size) == whole)
  }

  @Test(arguments: [2, 3, 4])
  func `a tone comes through as late as it says`(factor: Int) {
    let made = decimated(tone(0.01, 6000), by: factor, in: 256)
    let latency = Decimator(factor: factor).latency
    for index in 100..<made.count {
      let time = Double(index * factor + factor - 1 - latency)
      #expect(abs(Double(made[index]) - sin(2 * .pi * 0.01 * time)) < 2e-3)
    }
  }

  @Test(arguments: [2, 3, 4])
  func `what the new rate cannot hold is taken away`(factor: Int) {
    let made = decimated(tone(0.62 / Double(factor), 6000), by: factor, in: 256)
    for sample in made.dropFirst(100) { #expect(abs(sample) < 2e-3) }
  }

  @Test func `what nobody played is silence`() {
    #expect(decimated([.nan, .infinity, 1e6, 0.5], by: 1, in: 4) == [0, 0, 0, 0.5])
  }
}
