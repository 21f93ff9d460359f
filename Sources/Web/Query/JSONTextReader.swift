/// Reads a JSON object whose members are all texts or numbers; that is all that is ever sent to us.
struct JSONTextReader {
  private var rest: Substring.UnicodeScalarView

  init(_ text: String) { rest = text[...].unicodeScalars }

  /// The members of the object that the whole text is; of equal names the last one counts.
  ///
  /// Where numbers are allowed, they come as they are written.
  mutating func fields(allowsNumbers: Bool = false) -> [String: String]? {
    guard skip("{") else { return nil }
    var fields: [String: String] = [:]
    if skip("}") { return isAtEnd ? fields : nil }
    repeat {
      guard let name = text(), skip(":"), let value = text() ?? (allowsNumbers ? number() : nil)
      else { return nil }
      fields[name] = value
    } while skip(",")
    return skip("}") && isAtEnd ? fields : nil
  }

  private var isAtEnd: Bool { rest.allSatisfy(\.properties.isWhitespace) }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    while rest.first?.properties.isWhitespace == true { rest.removeFirst() }
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func number() -> String? {
    var text = String.UnicodeScalarView()
    while let scalar = rest.first, "+-.0123456789Ee".unicodeScalars.contains(scalar) {
      text.append(scalar)
      rest.removeFirst()
    }
    return text.isEmpty ? nil : String(text)
  }

  private mutating func text() -> String? {
    guard skip("\"") else { return nil }
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      if scalar == "\"" { return String(text) }
      guard scalar != "\\" else {
        guard let escaped = escape() else { return nil }
        text.append(escaped)
        continue
      }
      text.append(scalar)
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard let letter = rest.popFirst() else { return nil }
    switch letter {
    case "\"", "\\", "/": return letter
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "u": return code()
    default: return nil
    }
  }

  private mutating func code() -> Unicode.Scalar? {
    let digits = rest.prefix(4)
    guard digits.count == 4, digits.allSatisfy(\.properties.isASCIIHexDigit) else { return nil }
    rest.removeFirst(4)
    return UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init)
  }
}
