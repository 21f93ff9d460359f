/// The weights of a language model of chords, as `training/export_lm.py` writes them.
///
/// A header of nine little-endian words (magic, version, hidden values, inner values, chords,
/// lengths, places, metres, idioms) and a checksum, then the weights as 32-bit floats. What the
/// network adds up at its input (embedding times matrix) is multiplied out already.
package struct ProgressionModel: Sendable {
  private static let magic: UInt32 = 0x474F_5250
  private static let version: UInt32 = 1
  private static let headerSize = 40

  /// Values in the network's memory, for each tonic.
  let hiddenCount: Int

  /// Values between memory and answer.
  let innerCount: Int

  /// What each chord, and each fact about the change, adds to the gates.
  let chords: [Float]
  let lengths: [Float]
  let places: [Float]
  let metres: [Float]
  let idioms: [Float]

  let recurrent: Layer

  /// How long the chord may last.
  let lasting: Layer

  let inside: Layer
  let insideLengths: [Float]
  let following: Layer

  /// A matrix of `outputCount` rows and what is added to its product.
  struct Layer: Sendable {
    let inputCount: Int
    let outputCount: Int
    let weights: [Float]
    let bias: [Float]
  }

  /// Reads a model file.
  package init(_ bytes: [UInt8]) throws(ProgressionModelError) {
    guard bytes.count > Self.headerSize, Self.word(0, of: bytes) == Self.magic else {
      throw ProgressionModelError(
        "this is no model of chord progressions; training/export_lm.py writes them")
    }
    let header = (0..<10).map { Int(Self.word($0, of: bytes)) }
    let sizes = [
      Self.chordCount, Self.lengthCount, Self.placeCount, Self.metreCount, Self.idiomCount,
    ]
    guard header[1] == Self.version, Array(header[4..<9]) == sizes,
      (4...512).contains(header[2]), (4...512).contains(header[3])
    else {
      throw ProgressionModelError(
        "the model of chord progressions is of another version; use the one of this strumd")
    }
    let body = bytes[Self.headerSize...]
    guard Self.checksum(body) == UInt32(truncatingIfNeeded: header[9]) else {
      throw ProgressionModelError(
        "the model of chord progressions is damaged: its checksum is wrong; install it anew")
    }
    hiddenCount = header[2]
    innerCount = header[3]
    var reader = WeightReader(body)
    let gates = 3 * hiddenCount
    chords = reader.floats(Self.chordCount * gates)
    lengths = reader.floats(Self.lengthCount * gates)
    places = reader.floats(Self.placeCount * gates)
    metres = reader.floats(Self.metreCount * gates)
    idioms = reader.floats(Self.idiomCount * gates)
    recurrent = reader.layer(from: hiddenCount, to: gates)
    lasting = reader.layer(from: hiddenCount, to: Self.lengthCount)
    inside = reader.layer(from: hiddenCount, to: innerCount)
    insideLengths = reader.floats(Self.lengthCount * innerCount)
    following = reader.layer(from: innerCount, to: Self.chordCount)
    guard reader.isExhausted else {
      throw ProgressionModelError(
        "the model of chord progressions is cut short or too long; install it anew")
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

extension ProgressionModel {
  /// Qualities times roots.
  package static let chordCount = 156

  /// Lengths of a chord: 0 is a start, then whole beats, the last for all that is longer.
  package static let lengthCount = 18
  static let placeCount = 16
  static let metreCount = 8
  static let idiomCount = 4
}
