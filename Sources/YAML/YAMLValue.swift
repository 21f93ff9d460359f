/// A value in a YAML text, with its place.
///
/// Scalars stay text: what "no", "014" or "E" means is for the reader to say.
package struct YAMLValue: Sendable {
  /// The three sorts of value that the subset has.
  package enum Content: Sendable {
    case scalar(String)
    case sequence([YAMLValue])
    case mapping(YAMLMapping)
  }

  package let content: Content
  package let place: Place

  package init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }

  /// What kind of value this is, in words for a message.
  package var kind: String {
    switch content {
    case .scalar(""): "nothing"
    case .scalar(let text): quoted(text)
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
