/// A text in the strict subset of YAML that strumd reads.
///
/// Block and flow mappings, sequences and scalars; no anchors, aliases, tags, second documents or
/// duplicate keys. At most 1 MiB, 200,000 events, 32 levels.
package struct YAMLDocument: Sendable {
  /// The largest text that is read, in bytes.
  package static let maximumSize = 1 << 20

  /// The outermost value, or `nil` where the text could not be read to its end.
  package let root: YAMLValue?
  /// What is wrong so far; a reader adds to a copy of it.
  package let diagnostics: Diagnostics

  /// Reads `bytes`; `name` is what messages call the file.
  package init(_ bytes: [UInt8], name: String) {
    let builder = DocumentBuilder(bytes, name: name)
    (root, diagnostics) = builder.build()
  }

  /// Reads `text`; `name` is what messages call the file.
  package init(_ text: String, name: String) {
    self.init(Array(text.utf8), name: name)
  }

  /// Reads `text` and returns its outermost value, or throws all that is wrong in it.
  package static func parse(_ text: String, name: String) throws(Diagnostics) -> YAMLValue {
    let document = YAMLDocument(text, name: name)
    guard let root = document.root, document.diagnostics.isEmpty else { throw document.diagnostics }
    return root
  }
}
