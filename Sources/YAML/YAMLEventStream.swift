import CYAML

/// The events of one text, in order.
///
/// Owns the parser, which points into itself and into the text, so both stay where they are.
struct YAMLEventStream: ~Copyable {
  private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  private let text: UnsafeMutableBufferPointer<UInt8>

  init(_ bytes: [UInt8]) {
    text = .allocate(capacity: bytes.count)
    _ = text.initialize(from: bytes)
    parser.initialize(to: yaml_parser_t())
    guard yaml_parser_initialize(parser) == 1 else { fatalError("out of memory for a YAML parser") }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    text.deallocate()
  }

  /// Returns the next event; not to be called again after it has thrown or ended.
  mutating func next() throws(YAMLSyntaxError) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw syntaxError }
    defer { yaml_event_delete(&event) }
    return Self.convert(event)
  }

  private var syntaxError: YAMLSyntaxError {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "the YAML is malformed"
    let beginning = parser.pointee.context.map { _ in Mark(parser.pointee.context_mark) }
    let context = parser.pointee.context.map { context in
      String(cString: context) + " from line \(parser.pointee.context_mark.line + 1), "
    }
    return YAMLSyntaxError(
      message: (context ?? "") + problem, mark: Mark(parser.pointee.problem_mark),
      beginning: beginning)
  }

  private static func convert(_ event: yaml_event_t) -> YAMLEvent {
    let place = Place(Mark(event.start_mark), Mark(event.end_mark))
    func made(
      _ kind: YAMLEvent.Kind, _ anchor: UnsafeMutablePointer<UInt8>? = nil,
      _ tag: UnsafeMutablePointer<UInt8>? = nil
    ) -> YAMLEvent {
      YAMLEvent(
        kind: kind, place: place, anchor: anchor.map { String(cString: $0) },
        tag: tag.map { String(cString: $0) })
    }
    switch event.type {
    case YAML_STREAM_END_EVENT: return made(.streamEnd)
    case YAML_DOCUMENT_START_EVENT: return made(.documentStart)
    case YAML_DOCUMENT_END_EVENT: return made(.documentEnd)
    case YAML_ALIAS_EVENT: return made(.alias(String(cString: event.data.alias.anchor)))
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      return made(.scalar(String(decoding: bytes, as: UTF8.self)), scalar.anchor, scalar.tag)
    case YAML_SEQUENCE_START_EVENT:
      return made(.sequenceStart, event.data.sequence_start.anchor, event.data.sequence_start.tag)
    case YAML_SEQUENCE_END_EVENT: return made(.sequenceEnd)
    case YAML_MAPPING_START_EVENT:
      return made(.mappingStart, event.data.mapping_start.anchor, event.data.mapping_start.tag)
    case YAML_MAPPING_END_EVENT: return made(.mappingEnd)
    default: return made(.streamStart)
    }
  }
}

extension Mark {
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(line: mark.line + 1, column: mark.column + 1)
  }
}
