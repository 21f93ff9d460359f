extension XMLReader {
  /// The text up to `end`, which is left, with its entities resolved.
  mutating func decoded(until end: UInt8) throws(Fault) -> String {
    var text: [UInt8] = []
    while position < bytes.count, bytes[position] != end {
      if bytes[position] == UInt8(ascii: "&") {
        text += Array(try entity().utf8)
      } else {
        text.append(bytes[position])
        position += 1
      }
    }
    guard position < bytes.count || end == UInt8(ascii: "<") else {
      throw fault("a value is not closed")
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func entity() throws(Fault) -> String {
    let rest = bytes[(position + 1)...].prefix(12)
    guard let end = rest.firstIndex(of: UInt8(ascii: ";")) else {
      throw fault("'&' begins no entity; write &amp;")
    }
    let name = String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
    guard let text = Self.entities[name] ?? Self.character(name) else {
      throw fault("there is no entity '&\(name);'")
    }
    position = end + 1
    return text
  }

  private static let entities = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]

  private static func character(_ name: String) -> String? {
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
  }
}
