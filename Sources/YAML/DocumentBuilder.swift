/// Builds values from events and records what the strict subset refuses.
struct DocumentBuilder: ~Copyable {
  /// Ends the reading of a text; why has been recorded.
  private struct Unreadable: Error {}

  static let maximumDepth = 32
  static let maximumEventCount = 200_000

  private let bytes: [UInt8]
  private var events: YAMLEventStream
  private var eventCount = 0
  private var diagnostics: Diagnostics

  init(_ bytes: [UInt8], name: String) {
    self.bytes = bytes
    let isTooLarge = bytes.count > YAMLDocument.maximumSize
    diagnostics = Diagnostics(of: SourceText(isTooLarge ? [] : bytes, name: name))
    events = YAMLEventStream(isTooLarge ? [] : bytes)
  }

  consuming func build() -> (root: YAMLValue?, diagnostics: Diagnostics) {
    let root = try? document()
    return (root, diagnostics)
  }

  private mutating func document() throws(Unreadable) -> YAMLValue {
    try checkBytes()
    let first = try firstEvent()
    guard let root = try value(first, depth: 1) else { throw Unreadable() }
    _ = try next()
    let after = try next()
    if case .streamEnd = after.kind { return root }
    try fail("a second document begins here; a file holds one", at: after.place)
  }

  private mutating func checkBytes() throws(Unreadable) {
    let start = Place(.start, .start)
    guard bytes.count <= YAMLDocument.maximumSize else {
      try fail("the file has \(bytes.count) bytes; at most 1 MiB is read", at: start)
    }
    guard let mark = firstInvalidUTF8(in: bytes) else { return }
    try fail("the text is not UTF-8", at: Place(mark, mark), hint: "save the file as UTF-8")
  }

  /// Skips to the first value of the first document.
  private mutating func firstEvent() throws(Unreadable) -> YAMLEvent {
    while true {
      let event = try next()
      switch event.kind {
      case .streamStart, .documentStart: continue
      case .streamEnd: try fail("the file is empty", at: Place(.start, .start))
      default: return event
      }
    }
  }

  private mutating func next() throws(Unreadable) -> YAMLEvent {
    let event: YAMLEvent
    do throws(YAMLSyntaxError) {
      event = try events.next()
    } catch {
      try failSyntax(error)
    }
    eventCount += 1
    guard eventCount <= Self.maximumEventCount else {
      try fail("the file has more than 200,000 values", at: event.place)
    }
    return event
  }

  /// Builds the value that `event` begins, or records an alias and returns `nil`.
  private mutating func value(_ event: YAMLEvent, depth: Int) throws(Unreadable) -> YAMLValue? {
    guard depth <= Self.maximumDepth else {
      try fail("nested more than 32 levels deep", at: event.place)
    }
    refuseAnchorAndTag(of: event)
    switch event.kind {
    case .alias(let name):
      report(
        "the alias \(quoted("*" + name)) is not allowed", at: event.place,
        hint: "write the value out again")
      return nil
    case .scalar(let text): return YAMLValue(.scalar(text), at: event.place)
    case .sequenceStart: return try sequence(from: event.place, depth: depth)
    case .mappingStart: return try mapping(from: event.place, depth: depth)
    default: try fail("a value is missing", at: event.place)
    }
  }

  private mutating func sequence(from start: Place, depth: Int) throws(Unreadable) -> YAMLValue {
    var values: [YAMLValue] = []
    while true {
      let event = try next()
      if case .sequenceEnd = event.kind {
        return YAMLValue(.sequence(values), at: Place(start.start, event.place.end))
      }
      if let value = try value(event, depth: depth + 1) { values.append(value) }
    }
  }

  private mutating func mapping(from start: Place, depth: Int) throws(Unreadable) -> YAMLValue {
    var entries: [YAMLMapping.Entry] = []
    var firstLines: [String: Int] = [:]
    while true {
      let event = try next()
      if case .mappingEnd = event.kind {
        let place = Place(start.start, event.place.end)
        return YAMLValue(.mapping(YAMLMapping(entries, at: place)), at: place)
      }
      let key = try value(event, depth: depth + 1)
      let value = try value(try next(), depth: depth + 1)
      guard let key, let name = usableKey(key, seen: &firstLines), let value else { continue }
      entries.append(YAMLMapping.Entry(key: name, keyPlace: key.place, value: value))
    }
  }

  /// Returns the text of a key, or records why it cannot be one and returns `nil`.
  private mutating func usableKey(_ key: YAMLValue, seen: inout [String: Int]) -> String? {
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

  private mutating func refuseAnchorAndTag(of event: YAMLEvent) {
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

  private mutating func report(_ message: String, at place: Place, hint: String? = nil) {
    diagnostics.report(message, at: place, hint: hint)
  }

  private mutating func fail(
    _ message: String, at place: Place, hint: String? = nil
  ) throws(Unreadable) -> Never {
    report(message, at: place, hint: hint)
    throw Unreadable()
  }

  /// Records what libyaml says; an end that comes too soon is blamed on what it leaves open.
  private mutating func failSyntax(_ error: YAMLSyntaxError) throws(Unreadable) -> Never {
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

/// The place of the first byte that is not UTF-8, or `nil` where all are.
private func firstInvalidUTF8(in bytes: [UInt8]) -> Mark? {
  var parser = Unicode.UTF8.ForwardParser()
  var iterator = bytes.makeIterator()
  var (line, column) = (1, 1)
  while true {
    switch parser.parseScalar(from: &iterator) {
    case .emptyInput: return nil
    case .error: return Mark(line: line, column: column)
    case .valid(let scalar):
      let isNewline = scalar.first == UInt8(ascii: "\n")
      (line, column) = isNewline ? (line + 1, 1) : (line, column + 1)
    }
  }
}
