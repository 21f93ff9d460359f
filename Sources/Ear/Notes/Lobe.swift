/// The main lobe of a window: what one sinusoid looks like in the bins around it.
struct Lobe {
  /// How many bins to either side it is known.
  let reach = 12

  private static let oversampling = 8
  private let heights: [Float]

  /// Creates the lobe of `window` in transforms of `size` samples.
  init(of window: [Float], size: Int) {
    let transform = RealFFT(size: size * Self.oversampling)
    var power = [Float](repeating: 0, count: transform.binCount)
    let ones = [Float](repeating: 1, count: window.count)
    ones.withUnsafeBufferPointer { transform.power(of: $0, window: window, into: &power) }
    let peak = max(power[0].squareRoot(), .leastNormalMagnitude)
    heights = power[0...(reach + 1) * Self.oversampling].map { $0.squareRoot() / peak }
  }

  /// The magnitude `distance` bins from the sinusoid, 1 at the top.
  func height(_ distance: Double) -> Float {
    let position = Float(abs(distance) * Double(Self.oversampling))
    let index = Int(position)
    guard index + 1 < heights.count else { return 0 }
    let fraction = position - Float(index)
    return heights[index] * (1 - fraction) + heights[index + 1] * fraction
  }
}
