/// Stands in for what the control thread knows of a file, where there are no files.
package struct FileStamp: Hashable, Sendable {
  package let path: String

  init(_ path: String) { self.path = path }

  var isCurrent: Bool { true }
}
