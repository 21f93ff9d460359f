import Testing

@testable import Band

@Suite struct IntensityTests {
  /// The level after each of the bars of so many onsets a beat.
  private func levels(_ rates: [Double], loudness: Double = 1) -> [Int] {
    var intensity = Intensity()
    return rates.map { rate in
      intensity.hear(rate: rate, loudness: loudness)
      return intensity.level
    }
  }

  @Test func `a player whose bars differ a little is as ever, whichever he begins with`() {
    let beginnings = [
      [2, 1.5, 1.75, 1.5, 1.5, 1.75, 1.5, 1.5], [1.5, 1.75, 1.5, 2, 1.75, 2, 2, 1.5],
    ]
    for rates in beginnings {
      #expect(levels(rates) == Array(repeating: 0, count: 8), "\(rates)")
    }
  }

  @Test func `half as many strokes are a step down, twice as many a step up or more`() {
    #expect(levels([2, 2, 2, 2, 1, 1, 1]).suffix(2) == [-1, -1])
    #expect((levels([2, 2, 2, 2, 4, 4, 4]).last ?? 0) >= 1)
  }

  @Test func `a count-in, of which there is little to hear, is not what is usual`() {
    #expect(levels([0.5, 2, 2, 2, 2, 2, 2]).allSatisfy { $0 == 0 })
  }
}
