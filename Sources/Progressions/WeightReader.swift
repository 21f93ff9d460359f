/// Takes layers off the weights of a file, zeros once they run out.
struct WeightReader {
  private var rest: ArraySlice<UInt8>
  private var isShort = false

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isExhausted: Bool { rest.isEmpty && !isShort }

  mutating func layer(from inputCount: Int, to outputCount: Int) -> ProgressionModel.Layer {
    ProgressionModel.Layer(
      inputCount: inputCount, outputCount: outputCount, weights: floats(inputCount * outputCount),
      bias: floats(outputCount))
  }

  mutating func floats(_ count: Int) -> [Float] {
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
