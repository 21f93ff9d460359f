/// The entries of a mapping in the order of the text; no key occurs twice.
package struct YAMLMapping: Sendable {
  /// A key with its value, and where the key stands.
  package struct Entry: Sendable {
    package let key: String
    package let keyPlace: Place
    package let value: YAMLValue

    package init(key: String, keyPlace: Place, value: YAMLValue) {
      self.key = key
      self.keyPlace = keyPlace
      self.value = value
    }
  }

  package let entries: [Entry]
  /// The place of the whole mapping.
  package let place: Place

  package init(_ entries: [Entry], at place: Place) {
    self.entries = entries
    self.place = place
  }

  /// The value of `key`; `nil` where it is not given.
  package subscript(key: String) -> YAMLValue? {
    entries.first { $0.key == key }?.value
  }
}
