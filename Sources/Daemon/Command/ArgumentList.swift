/// The words of a command line, taken from the front; `--option=value` counts as two.
struct ArgumentList {
  private var rest: ArraySlice<String>
  private var option = ""
  private var attached: String?

  init(_ arguments: [String]) { rest = arguments[...] }

  /// The next option.
  mutating func next() -> String? {
    guard let word = rest.popFirst() else { return nil }
    option = word
    attached = nil
    if word.hasPrefix("--"), let sign = word.firstIndex(of: "=") {
      option = String(word[..<sign])
      attached = String(word[word.index(after: sign)...])
    }
    return option
  }

  /// The value of the option taken last, which is to be `what`.
  mutating func value(_ what: String) throws(UsageError) -> String {
    let value = attached ?? rest.popFirst() ?? ""
    guard !value.isEmpty else { throw UsageError("\(option) needs \(what)") }
    return value
  }

  /// Says that the option taken last is there; it takes no value.
  func flag() throws(UsageError) -> Bool {
    if attached != nil { throw UsageError("\(option) takes no value") }
    return true
  }
}
