import Testing

@testable import Graph

@Suite struct CostHistogramTests {
  @Test func `each cost falls below the bound of its bin and not below the one before`() {
    for value in Array(0..<5000) + [1 << 20, (1 << 20) + 1, 3_000_000_000] {
      let bin = CostHistogram.bin(value)
      #expect(value < CostHistogram.upperBound(bin))
      #expect(bin == 0 || value >= CostHistogram.upperBound(bin - 1))
    }
  }

  @Test func `a quantile is above as many costs as it says`() {
    var histogram = CostHistogram()
    for value in 1...1000 { histogram.record(value) }
    #expect((500...640).contains(histogram.quantile(0.5)))
    #expect((990...1280).contains(histogram.quantile(0.99)))
    #expect(CostHistogram().quantile(0.5) == 0)
  }
}
