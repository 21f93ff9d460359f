extension [Float] {
  /// Replaces each four elements by what `transform` makes of them; the last, filled up with ones.
  @inline(__always)
  mutating func replaceFours(_ transform: (SIMD4<Float>) -> SIMD4<Float>) {
    let whole = count / 4 * 4
    var last = SIMD4<Float>.one
    for index in whole..<count { last[index - whole] = self[index] }
    last = transform(last)
    for index in whole..<count { self[index] = last[index - whole] }
    withUnsafeMutableBytes { bytes in
      for offset in stride(from: 0, to: whole * MemoryLayout<Float>.stride, by: 16) {
        let four = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD4<Float>.self)
        bytes.storeBytes(of: transform(four), toByteOffset: offset, as: SIMD4<Float>.self)
      }
    }
  }
}
