import Weights

/// A value for each of the twelve tonics, C first.
///
/// Threes of fours, since memory for anything wider has to be aligned by more than `malloc` does by itself,
/// which a search that makes and drops thousands of arrays pays for in cuttings.
struct TonicLanes: Sendable {
  private var first: SIMD4<Float>
  private var second: SIMD4<Float>
  private var third: SIMD4<Float>

  init(repeating value: Float = 0) {
    first = SIMD4(repeating: value)
    (second, third) = (first, first)
  }

  private init(_ first: SIMD4<Float>, _ second: SIMD4<Float>, _ third: SIMD4<Float>) {
    (self.first, self.second, self.third) = (first, second, third)
  }

  subscript(tonic: Int) -> Float {
    get {
      switch tonic / 4 {
      case 0: first[tonic]
      case 1: second[tonic - 4]
      default: third[tonic - 8]
      }
    }
    set {
      switch tonic / 4 {
      case 0: first[tonic] = newValue
      case 1: second[tonic - 4] = newValue
      default: third[tonic - 8] = newValue
      }
    }
  }

  @inline(__always)
  static func + (left: Self, right: Self) -> Self {
    Self(left.first + right.first, left.second + right.second, left.third + right.third)
  }

  @inline(__always)
  static func + (left: Self, right: Float) -> Self { left + Self(repeating: right) }

  @inline(__always)
  static func - (left: Self, right: Self) -> Self {
    Self(left.first - right.first, left.second - right.second, left.third - right.third)
  }

  @inline(__always)
  static func * (left: Self, right: Self) -> Self {
    Self(left.first * right.first, left.second * right.second, left.third * right.third)
  }

  @inline(__always)
  static func * (left: Self, right: Float) -> Self {
    Self(left.first * right, left.second * right, left.third * right)
  }

  @inline(__always)
  static func += (left: inout Self, right: Self) { left = left + right }

  @inline(__always)
  func map(_ transform: (Float) -> Float) -> Self {
    var result = self
    for lane in 0..<4 {
      result.first[lane] = transform(first[lane])
      result.second[lane] = transform(second[lane])
      result.third[lane] = transform(third[lane])
    }
    return result
  }
}

extension Layer {
  /// Writes the product with `input`, and the bias, to `output`: a weight is read once for all tonics.
  func multiply(_ input: [TonicLanes], into output: inout [TonicLanes]) {
    precondition(input.count == inputCount && output.count == outputCount)
    input.withUnsafeBufferPointer { input in
      weights.withUnsafeBufferPointer { weights in
        for row in 0..<outputCount {
          var sum = TonicLanes(repeating: bias[row])
          let start = row * inputCount
          for column in 0..<inputCount { sum += input[column] * weights[start + column] }
          output[row] = sum
        }
      }
    }
  }
}
