/// The weights of a trained chord network, as `training/export.py` writes them.
///
/// A header of nine little-endian words (magic, version, inputs, hidden values, outputs a root,
/// heads, frames a look, delay in looks, checksum), then the weights as 32-bit floats.
package struct ChordModel: Sendable {
  private static let magic: UInt32 = 0x4452_4843
  private static let version: UInt32 = 1
  private static let headerSize = 36

  /// Values in the network's memory, for each root.
  let hiddenCount: Int

  /// Frames of the front end from one look to the next.
  let stride: Int

  /// How many looks the second head is behind.
  let delay: Int

  let dense: Layer
  let input: Layer
  let recurrent: Layer
  let heads: Layer
  let none: Layer

  /// A matrix of `outputCount` rows and what is added to its product.
  struct Layer: Sendable {
    let inputCount: Int
    let outputCount: Int
    let weights: [Float]
    let bias: [Float]
  }

  /// Reads a model file.
  package init(_ bytes: [UInt8]) throws(ChordModelError) {
    guard bytes.count > Self.headerSize, Self.word(0, of: bytes) == Self.magic else {
      throw ChordModelError("this is no chord model; training/export.py writes them")
    }
    let header = (0..<9).map { Int(Self.word($0, of: bytes)) }
    guard header[1] == Self.version, header[2] == ChordFeatures.count,
      header[4] == ChordNetwork.outputsPerRoot, header[5] == ChordNetwork.headCount,
      (1...16).contains(header[6]), header[7] <= 64, (4...512).contains(header[3]),
      header[3] % 4 == 0
    else {
      throw ChordModelError(
        "the chord model is of another version; use the one that came with this strumd")
    }
    let body = bytes[Self.headerSize...]
    guard Self.checksum(body) == UInt32(truncatingIfNeeded: header[8]) else {
      throw ChordModelError("the chord model is damaged: its checksum is wrong; install it anew")
    }
    hiddenCount = header[3]
    stride = header[6]
    delay = header[7]
    var reader = Reader(body)
    let width = hiddenCount
    dense = reader.layer(from: ChordFeatures.count, to: width)
    input = reader.layer(from: width, to: 3 * width)
    recurrent = reader.layer(from: width, to: 3 * width)
    heads = reader.layer(from: width, to: ChordNetwork.headCount * ChordNetwork.outputsPerRoot)
    none = reader.layer(from: width, to: ChordNetwork.headCount)
    guard reader.isExhausted else {
      throw ChordModelError("the chord model is cut short or too long; install it anew")
    }
  }

  private static func word(_ index: Int, of bytes: [UInt8]) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[4 * index + $1]) << UInt32(8 * $1) }
  }

  /// Adler-32 (RFC 1950, 8.2).
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var low: UInt32 = 1
    var high: UInt32 = 0
    for byte in bytes {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return high << 16 | low
  }
}

/// Takes layers off the weights of a file, zeros once they run out.
private struct Reader {
  private var rest: ArraySlice<UInt8>
  private var isShort = false

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isExhausted: Bool { rest.isEmpty && !isShort }

  mutating func layer(from inputCount: Int, to outputCount: Int) -> ChordModel.Layer {
    ChordModel.Layer(
      inputCount: inputCount, outputCount: outputCount, weights: floats(inputCount * outputCount),
      bias: floats(outputCount))
  }

  private mutating func floats(_ count: Int) -> [Float] {
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
