private import Platform
package import YAML

extension YAMLDocument {
  /// Reads the file at `path`, or throws why that cannot be done.
  package init(path: String) throws(Diagnostics) {
    do {
      self.init(try readFile(path, limit: Self.maximumSize + 1), name: path)
    } catch {
      throw Diagnostics(of: path, "\(TextProblem.system(error))")
    }
  }
}
