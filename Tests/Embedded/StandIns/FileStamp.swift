/// Stands in for what the control thread knows of a file, where there are no files.
struct FileStamp: Sendable {
  init(_ path: String) {}
}
