/// Flattens a spectrum: what stands out from its surroundings remains.
///
/// Mauch & Dixon, ISMIR 2010, 2.2: running mean and standard deviation over an octave. Their
/// deviation is raised to a small power only, because the spectrum is compressed already.
struct Whitening {
  private static let reach = 6 * PitchAxis.binsPerSemitone
  private static let strength: Float = 0.3

  private var sums: [Float] = []
  private var squares: [Float] = []
  private var scales: [Float] = []

  init() {
    sums = Array(repeating: 0, count: PitchAxis.binCount + 1)
    squares = sums
    scales = Array(repeating: 0, count: PitchAxis.binCount)
  }

  /// Replaces `bins` by their excess over the local mean.
  mutating func apply(to bins: inout [Float]) {
    for bin in bins.indices {
      sums[bin + 1] = sums[bin] + bins[bin]
      squares[bin + 1] = squares[bin] + bins[bin] * bins[bin]
    }
    let floor = sums[bins.count] / Float(bins.count) * 0.05 + 1e-7
    for bin in bins.indices {
      let low = max(0, bin - Self.reach)
      let high = min(bins.count, bin + Self.reach + 1)
      let count = Float(high - low)
      let mean = (sums[high] - sums[low]) / count
      let variance = max(0, (squares[high] - squares[low]) / count - mean * mean)
      bins[bin] = max(0, bins[bin] - mean)
      scales[bin] = variance.squareRoot() + floor
    }
    scales.replaceFours { (-Self.strength * $0.logarithm).exponential }
    for bin in bins.indices { bins[bin] *= scales[bin] }
  }
}
