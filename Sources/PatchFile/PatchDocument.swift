package import Graph
private import Platform
package import YAML

/// A patch together with the text it was read from.
package struct PatchDocument: Sendable {
  package let patch: Patch
  private let places: PatchPlaces
  /// The collector of the text, without an entry.
  private let blank: Diagnostics

  /// Reads the patch in `bytes` against the declarations of `kinds`, or throws all that is wrong.
  ///
  /// `name` is what messages call the file.
  package init(_ bytes: [UInt8], name: String, kinds: NodeKinds) throws(Diagnostics) {
    try self.init(YAMLDocument(bytes, name: name), kinds: kinds)
  }

  private init(_ document: YAMLDocument, kinds: NodeKinds) throws(Diagnostics) {
    guard let root = document.root else { throw document.diagnostics }
    var reader = PatchReader(kinds: kinds, diagnostics: document.diagnostics)
    reader.read(root)
    try reader.diagnostics.check()
    patch = reader.patch
    places = reader.places
    blank = document.diagnostics
  }

  /// What a file looks like that is a patch.
  private static let kind = TextKind("patch", [("yaml", ["nodes"]), ("yml", ["nodes"])])

  /// Reads the patch file at `path`, or throws all that is wrong with it; nothing is quoted of a file that
  /// is no patch.
  package init(path: String, kinds: NodeKinds) throws(Diagnostics) {
    let bytes: [UInt8]
    do {
      bytes = try Self.kind.read(path, limit: YAMLDocument.maximumSize + 1)
    } catch {
      throw Diagnostics(of: path, "\(error)")
    }
    try self.init(bytes, name: path, kinds: kinds)
  }

  /// Points at the part of the text that made the engine refuse the patch.
  package func diagnostics(for error: LoadError) -> Diagnostics {
    var diagnostics = blank
    for error in error.errors {
      diagnostics.report(error.message, at: places.place(of: error))
    }
    return diagnostics
  }
}
