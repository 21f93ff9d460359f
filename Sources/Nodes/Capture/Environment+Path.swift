import Graph

extension Environment {
  /// The path of a file that a patch names, relative to the patch where it is not absolute.
  func path(_ file: String) -> String {
    file.hasPrefix("/") ? file : patchDirectory + "/" + file
  }
}
