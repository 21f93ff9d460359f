private import Graph
private import PatchFile
private import YAML

extension Setlist {
  /// Reads the set list at `path`, or throws all that is wrong with it.
  init(path: String) throws(PatchFailure) {
    let stamp = FileStamp(path)
    do throws(Diagnostics) {
      try self.init(YAMLDocument(path: path), path: path, stamp)
    } catch {
      throw PatchFailure(text: error.all.map(\.description).joined())
    }
  }

  private init(_ document: YAMLDocument, path: String, _ stamp: FileStamp) throws(Diagnostics) {
    guard let root = document.root else { throw document.diagnostics }
    var diagnostics = document.diagnostics
    let mapping = diagnostics.mapping(
      root, "the set list", keys: ["version", "name", "patches"], required: ["version", "patches"])
    if let version = mapping?["version"], version.text != "1" {
      diagnostics.report(
        "version must be 1, the only one there is, not \(version.kind)", at: version.place)
    }
    let name = mapping?["name"].flatMap { diagnostics.text($0, "name") }
    let patches = mapping?["patches"].map { diagnostics.texts($0, "patches") } ?? []
    if let value = mapping?["patches"], patches.isEmpty {
      diagnostics.report(
        "the set list has no patches", at: value.place, hint: "name a patch file behind each '- '")
    }
    try diagnostics.check()
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    self.init(
      path: path, name: name ?? "",
      patches: patches.map { $0.hasPrefix("/") ? $0 : folder + $0 }, stamp: stamp)
  }
}

extension YAMLValue {
  fileprivate var text: String? {
    if case .scalar(let text) = content { text } else { nil }
  }
}
