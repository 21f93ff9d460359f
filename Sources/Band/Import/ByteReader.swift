/// A reader of big-endian bytes that never goes beyond their end.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private(set) var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position >= bytes.endIndex }

  mutating func byte() throws(StyleImportError) -> UInt8 {
    guard position < bytes.endIndex else { throw StyleImportError("the file ends too early") }
    defer { position += 1 }
    return bytes[position]
  }

  /// A whole number of `count` bytes, four at most.
  mutating func number(_ count: Int) throws(StyleImportError) -> Int {
    var value = 0
    for _ in 0..<count { value = value << 8 | Int(try byte()) }
    return value
  }

  /// A whole number in groups of seven bits, four groups at most.
  mutating func variableNumber() throws(StyleImportError) -> Int {
    var value = 0
    for _ in 0..<4 {
      let next = try byte()
      value = value << 7 | Int(next & 127)
      if next < 128 { return value }
    }
    throw StyleImportError("a length in the file has more than four bytes")
  }

  mutating func take(_ count: Int) throws(StyleImportError) -> ArraySlice<UInt8> {
    guard count >= 0, count <= bytes.endIndex - position else {
      throw StyleImportError("a part of the file is longer than the file")
    }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// The next chunk: four letters, a length, and what it holds; a last one that is cut off is what is
  /// left.
  mutating func chunk() throws(StyleImportError) -> (name: String, content: ArraySlice<UInt8>) {
    let name = String(decoding: try take(4), as: UTF8.self)
    let length = try number(4)
    return (name, try take(min(length, bytes.endIndex - position)))
  }
}
