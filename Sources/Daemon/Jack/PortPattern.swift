private import Glibc

/// A port that someone wants: a name, or an extended regular expression for the whole of it.
final class PortPattern {
  let text: String
  private var expression = regex_t()
  private let isExpression: Bool

  init(_ text: String) {
    self.text = text
    isExpression = regcomp(&expression, "^(\(text))$", REG_EXTENDED | REG_NOSUB) == 0
  }

  deinit { if isExpression { regfree(&expression) } }

  /// Whether `name` is what is wanted.
  func matches(_ name: String) -> Bool {
    if name == text { return true }
    return isExpression && regexec(&expression, name, 0, nil, 0) == 0
  }
}
