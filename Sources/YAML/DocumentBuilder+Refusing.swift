/// What the strict subset refuses.
extension DocumentBuilder {
  /// Returns the text of a key, or records why it cannot be one and returns `nil`.
  mutating func usableKey(_ key: YAMLValue, seen: inout [String: Int]) -> String? {
    guard case .scalar(let name) = key.content else {
      report("a key must be a word, not \(key.kind)", at: key.place)
      return nil
    }
    guard !name.isEmpty else {
      report("a key is missing before ':'", at: key.place)
      return nil
    }
    if let line = seen[name] {
      report("\(quoted(name)) is given twice (first at line \(line))", at: key.place)
      return nil
    }
    seen[name] = key.place.start.line
    return name
  }

  /// Records an anchor and a tag, which are not allowed.
  mutating func refuseAnchorAndTag(of event: YAMLEvent) {
    if let anchor = event.anchor {
      report(
        "the anchor \(quoted("&" + anchor)) is not allowed", at: event.place,
        hint: "write the value out where it is needed")
    }
    if let tag = event.tag {
      let prefix = "tag:yaml.org,2002:"
      let written = tag.hasPrefix(prefix) ? "!!" + tag.dropFirst(prefix.count) : tag
      report(
        "the tag \(quoted(written)) is not allowed", at: event.place,
        hint: "remove it; what a value means follows from its key")
    }
  }

  /// Records what is wrong, and goes on.
  mutating func report(_ message: String, at place: Place, hint: String? = nil) {
    diagnostics.report(message, at: place, hint: hint)
  }

  /// Records what is wrong, and ends the reading.
  mutating func fail(
    _ message: String, at place: Place, hint: String? = nil
  ) throws(Unreadable) -> Never {
    report(message, at: place, hint: hint)
    throw Unreadable()
  }

  /// Records what libyaml says; an end that comes too soon is blamed on what it leaves open.
  mutating func failSyntax(_ error: YAMLSyntaxError) throws(Unreadable) -> Never {
    let isTab = scalar(at: error.mark) == "\t"
    let candidates = [error.mark, error.beginning ?? error.mark]
    let mark =
      candidates.first { !diagnostics.source.isBlank(from: $0.line) } ?? diagnostics.source.end
    try fail(
      isTab ? "a tab cannot indent or separate here" : error.message,
      at: Place(mark, mark), hint: isTab ? "use spaces" : nil)
  }

  private func scalar(at mark: Mark) -> Unicode.Scalar? {
    let line = diagnostics.source.line(mark.line).unicodeScalars
    return line.dropFirst(mark.column - 1).first
  }
}
