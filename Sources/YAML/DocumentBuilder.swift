/// Builds values from events and records what the strict subset refuses.
struct DocumentBuilder: ~Copyable {
  /// Ends the reading of a text; why has been recorded.
  struct Unreadable: Error {}

  static let maximumDepth = 32
  static let maximumEventCount = 200_000

  private let bytes: [UInt8]
  private var events: YAMLEventStream
  private var eventCount = 0
  var diagnostics: Diagnostics

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
}
