/// Values of each of the twelve roots: a row for every root, C first.
struct RootRows {
  /// Values in a row: those that were asked for, then zeros up to whole columns of a ``RootMatrix``.
  let width: Int

  /// Row after row.
  var values: [Float]

  /// Creates zeros, at least `count` for each root.
  init(atLeast count: Int) {
    width = (count + RootMatrix.columnCount - 1) / RootMatrix.columnCount * RootMatrix.columnCount
    values = Array(repeating: 0, count: 12 * width)
  }

  subscript(root: Int, index: Int) -> Float {
    get { values[root * width + index] }
    set { values[root * width + index] = newValue }
  }

  /// Four values of a row, from `index` on.
  @inline(__always)
  subscript(root: Int, four index: Int) -> SIMD4<Float> {
    get {
      values.withUnsafeBytes {
        $0.loadUnaligned(fromByteOffset: offset(root, index), as: SIMD4<Float>.self)
      }
    }
    set {
      let offset = offset(root, index)
      values.withUnsafeMutableBytes {
        $0.storeBytes(of: newValue, toByteOffset: offset, as: SIMD4<Float>.self)
      }
    }
  }

  /// Lends the row of `root`.
  mutating func withRow(_ root: Int, _ body: (UnsafeMutableBufferPointer<Float>) -> Void) {
    let range = root * width..<(root + 1) * width
    values.withUnsafeMutableBufferPointer {
      body(UnsafeMutableBufferPointer(rebasing: $0[range]))
    }
  }

  private func offset(_ root: Int, _ index: Int) -> Int {
    precondition(index + 4 <= width, "Four values lie in a row")
    return (root * width + index) * MemoryLayout<Float>.stride
  }
}
