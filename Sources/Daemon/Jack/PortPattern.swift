private import Glibc

/// A port that someone wants: a name, or an extended regular expression for the whole of it.
final class PortPattern {
  /// The longest expression, in bytes, and the most copies of something that counted repetitions make of it.
  private static let longest = 512
  private static let mostCopies = 1000

  let text: String
  private var expression = regex_t()
  private let isExpression: Bool

  /// Takes `text` for a name only where it is no expression, or one that takes hours or gigabytes: a patch may
  /// come from anybody.
  init(_ text: String) {
    self.text = text
    isExpression =
      Self.isModest(text) && regcomp(&expression, "^(\(text))$", REG_EXTENDED | REG_NOSUB) == 0
  }

  deinit { if isExpression { regfree(&expression) } }

  /// Whether `name` is what is wanted.
  func matches(_ name: String) -> Bool {
    if name == text { return true }
    return isExpression && regexec(&expression, name, 0, nil, 0) == 0
  }

  /// Whether the system's matcher makes short work of `text`: it writes out what is to be repeated so many times,
  /// and tries every way there is to refer back to what was matched.
  private static func isModest(_ text: String) -> Bool {
    guard text.utf8.count <= longest else { return false }
    let refersBack = zip(text.utf8, text.utf8.dropFirst()).contains { sign, digit in
      sign == UInt8(ascii: "\\") && (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(digit)
    }
    guard !refersBack else { return false }
    var copies = 1
    for part in text.split(separator: "{").dropFirst() {
      let counts = part.prefix { $0 != "}" }.split(separator: ",").compactMap { Int($0) }
      copies *= min(max(1, counts.max() ?? 1), mostCopies + 1)
      guard copies <= mostCopies else { return false }
    }
    return true
  }
}
