package import YAML

/// Style files: a style as a drummer writes it, read with all that is wrong at once.
package enum StyleFile {
  /// Reads the text of a style file; `name` is what messages call it.
  package static func parse(_ text: String, name: String) throws(Diagnostics) -> Style {
    let document = YAMLDocument(text, name: name)
    guard let root = document.root else { throw document.diagnostics }
    var reader = StyleReader(document.diagnostics)
    let style = reader.style(root)
    guard let style, reader.diagnostics.isEmpty else { throw reader.diagnostics }
    return style
  }
}
