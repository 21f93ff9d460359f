/// One event of libyaml's, as Swift values.
struct YAMLEvent {
  enum Kind {
    case streamStart, streamEnd
    case documentStart, documentEnd
    case alias(String)
    case scalar(String)
    case sequenceStart, sequenceEnd
    case mappingStart, mappingEnd
  }

  let kind: Kind
  let place: Place
  /// The name after "&" that the value carries.
  let anchor: String?
  /// The tag written before the value.
  let tag: String?
}
