/// Takes layers off the weights of a file, zeros once they run out.
package struct WeightReader {
  private let name: String
  private var rest: ArraySlice<UInt8>
  private var isShort = false

  /// `name` is what messages call the file.
  init(_ bytes: ArraySlice<UInt8>, of name: String) {
    self.name = name
    rest = bytes
  }

  /// To be called when all has been taken; throws where there was less, or there is more.
  package func finish() throws(WeightError) {
    guard rest.isEmpty, !isShort else {
      throw WeightError("the \(name) is cut short or too long; install it anew")
    }
  }

  /// The next layer: its matrix row by row, then what is added to each output.
  package mutating func layer(from inputCount: Int, to outputCount: Int) -> Layer {
    Layer(
      inputCount: inputCount, outputCount: outputCount, weights: floats(inputCount * outputCount),
      bias: floats(outputCount))
  }

  /// The next `count` weights; zeros where the file has fewer, which ``finish()`` then tells.
  package mutating func floats(_ count: Int) -> [Float] {
    guard rest.count >= 4 * count else {
      isShort = true
      return Array(repeating: 0, count: count)
    }
    let values = rest.prefix(4 * count).withUnsafeBytes { bytes in
      (0..<count).map { index in
        let bits = bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
        return Float(bitPattern: UInt32(littleEndian: bits))
      }
    }
    rest = rest.dropFirst(4 * count)
    return values
  }
}
