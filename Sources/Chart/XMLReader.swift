/// Reads XML piece by piece: elements, their attributes and text.
///
/// Entities are the five that every XML has and numbers: none can be declared, so that none can grow.
/// At most 64 levels deep.
struct XMLReader {
  enum Event: Equatable {
    case start(String, attributes: [String: String])
    case text(String)
    case end(String)
  }

  struct Fault: Error {
    let line: Int
    let column: Int
    let message: String
  }

  let bytes: [UInt8]
  var position = 0
  private var open: [String] = []

  /// The end of an element that was closed where it began.
  private var closing: String?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The next event, or `nil` after the last.
  mutating func next() throws(Fault) -> Event? {
    if let name = closing {
      closing = nil
      return .end(name)
    }
    while position < bytes.count {
      if bytes[position] != UInt8(ascii: "<") {
        let text = try decoded(until: UInt8(ascii: "<"))
        if !open.isEmpty { return .text(text) }
        guard text.allSatisfy(\.isWhitespace) else { throw fault("text stands outside") }
      } else if skip("<!--") {
        try skip(past: "-->")
      } else if skip("<![CDATA[") {
        return .text(String(decoding: try skip(past: "]]>"), as: UTF8.self))
      } else if skip("<?") {
        try skip(past: "?>")
      } else if skip("<!DOCTYPE") {
        let declaration = try skip(past: ">")
        guard !declaration.contains(UInt8(ascii: "[")) else {
          throw fault("a document may not declare entities of its own")
        }
      } else if skip("</") {
        return try takeEnd()
      } else {
        return try takeStart()
      }
    }
    guard open.isEmpty else { throw fault("the document ends within <\(open.last ?? "")>") }
    return nil
  }

  /// Where the reader is; lines and columns count from 1.
  var place: (line: Int, column: Int) {
    let before = bytes[..<min(position, bytes.count)]
    let line = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
    return (before.count { $0 == 10 } + 1, before.count - line + 1)
  }

  func fault(_ message: String) -> Fault {
    Fault(line: place.line, column: place.column, message: message)
  }

  private mutating func takeEnd() throws(Fault) -> Event {
    let name = name()
    skipSpace()
    guard skip(">"), open.popLast() == name else {
      throw fault("</\(name)> closes what is not open")
    }
    return .end(name)
  }

  private mutating func takeStart() throws(Fault) -> Event {
    position += 1
    let name = name()
    guard !name.isEmpty else { throw fault("an element has no name") }
    guard open.count < 64 else { throw fault("elements are nested more than 64 deep") }
    var attributes: [String: String] = [:]
    while true {
      skipSpace()
      if skip("/>") {
        closing = name
        break
      }
      if skip(">") {
        open.append(name)
        break
      }
      let key = self.name()
      skipSpace()
      guard !key.isEmpty, attributes.count < 64, skip("="), case _ = skipSpace(),
        position < bytes.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[position])
      else { throw fault("<\(name)> is not written as XML has it") }
      let quote = bytes[position]
      position += 1
      attributes[key] = try decoded(until: quote)
      position += 1
    }
    return .start(name, attributes: attributes)
  }

  private mutating func name() -> String {
    let start = position
    while position < bytes.count, Self.isName(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private static let blanks = Array(" \t\r\n".utf8)
  private static let marks = Array("<>/='\"&?!".utf8)

  private static func isName(_ byte: UInt8) -> Bool {
    !blanks.contains(byte) && !marks.contains(byte)
  }

  @discardableResult
  private mutating func skipSpace() -> Bool {
    while position < bytes.count, Self.blanks.contains(bytes[position]) { position += 1 }
    return true
  }

  private mutating func skip(_ text: String) -> Bool {
    guard bytes[position...].starts(with: text.utf8) else { return false }
    position += text.utf8.count
    return true
  }

  @discardableResult
  private mutating func skip(past text: String) throws(Fault) -> ArraySlice<UInt8> {
    let start = position
    while position < bytes.count {
      let end = position
      if skip(text) { return bytes[start..<end] }
      position += 1
    }
    throw fault("'\(text)' is missing")
  }
}
