/// A value for each of the twelve roots, C first.
struct RootLanes: Equatable {
  var low = SIMD4<Float>.zero
  var middle = SIMD4<Float>.zero
  var high = SIMD4<Float>.zero

  init() {}

  init(repeating value: Float) {
    low = SIMD4(repeating: value)
    middle = low
    high = low
  }

  /// Reads twelve values in a row.
  init(_ values: UnsafePointer<Float>) {
    let bytes = UnsafeRawPointer(values)
    low = bytes.loadUnaligned(as: SIMD4<Float>.self)
    middle = bytes.loadUnaligned(fromByteOffset: 16, as: SIMD4<Float>.self)
    high = bytes.loadUnaligned(fromByteOffset: 32, as: SIMD4<Float>.self)
  }

  subscript(root: Int) -> Float {
    switch root >> 2 {
    case 0: low[root & 3]
    case 1: middle[root & 3]
    default: high[root & 3]
    }
  }

  var sum: Float { (low + middle + high).sum() }

  func map(_ transform: (Float) -> Float) -> RootLanes {
    var result = self
    for lane in 0..<4 {
      result.low[lane] = transform(low[lane])
      result.middle[lane] = transform(middle[lane])
      result.high[lane] = transform(high[lane])
    }
    return result
  }

  @inline(__always)
  mutating func add(_ other: RootLanes, times factor: Float) {
    low += other.low * factor
    middle += other.middle * factor
    high += other.high * factor
  }

  static func + (left: RootLanes, right: RootLanes) -> RootLanes {
    var result = left
    result.add(right, times: 1)
    return result
  }
}
