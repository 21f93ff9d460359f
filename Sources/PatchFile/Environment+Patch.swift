package import Graph

extension Environment {
  /// The surroundings of the patch file at `path`: its own folder, and the folders of shared data.
  package init(isOffline: Bool, patch path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    self.init(
      isOffline: isOffline, patchDirectory: folder.isEmpty ? "/" : folder,
      dataDirectories: DataDirectories.all())
  }
}
