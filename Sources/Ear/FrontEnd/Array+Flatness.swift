import Glibc

/// How noise-like a spectrum of powers is, 0 to 1: its geometric over its arithmetic mean.
extension [Float] {
  /// The mean of `count` octaves from `low` hertz up, each by itself, so that a dull noise counts as noise.
  func flatness(octaves count: Int, from low: Double, binWidth: Double) -> Float {
    var (sum, low): (Float, Double) = (0, low)
    for _ in 0..<count {
      sum += flatness(Int(low / binWidth)..<Int(2 * low / binWidth), least: 1e-12)
      low *= 2
    }
    return sum / Float(count)
  }

  /// That of `bins`, where nothing counts as less than `least`.
  func flatness(_ bins: Range<Int>, least: Float) -> Float {
    withUnsafeBufferPointer { values in
      let values = UnsafeBufferPointer(rebasing: values[bins])
      let floor = SIMD4<Float>(repeating: least)
      var (logarithms, total) = (SIMD4<Float>.zero, SIMD4<Float>.zero)
      let whole = values.count / 4 * 4
      let bytes = UnsafeRawBufferPointer(values)
      for index in stride(from: 0, to: whole, by: 4) {
        var four = bytes.loadUnaligned(fromByteOffset: 4 * index, as: SIMD4<Float>.self)
        four.replace(with: floor, where: four .< floor)
        logarithms += four.logarithm
        total += four
      }
      var rest = SIMD4<Float>.one
      for index in whole..<values.count {
        rest[index - whole] = Swift.max(values[index], least)
        total[index - whole] += rest[index - whole]
      }
      logarithms += rest.logarithm
      let count = Float(values.count)
      return expf(logarithms.sum() / count) / (total.sum() / count)
    }
  }
}
