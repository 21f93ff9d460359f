private import Glibc
import Platform

/// The files that a run is to leave: all of them, or none.
///
/// Each is written under a temporary name in its own folder and renamed once everything is there;
/// what was not renamed is removed with the last reference.
final class OutputFiles {
  private var pending: [(temporary: String, path: String)] = []

  deinit {
    for file in pending { unlink(file.temporary) }
  }

  /// Returns the name under which to write the file that is to be at `path`.
  func open(_ path: String) throws(FileProblem) -> String {
    var status = stat()
    if stat(path, &status) == 0 {
      // A device or a pipe cannot be replaced by renaming, and needs not be.
      if status.st_mode & S_IFMT == S_IFDIR { throw FileProblem(path, "is a folder; name a file") }
      if status.st_mode & S_IFMT != S_IFREG { return path }
    }
    let path = Self.resolved(path)
    let (folder, name) = Self.split(path)
    guard access(folder.isEmpty ? "." : folder, W_OK) == 0 else {
      throw FileProblem(path, "cannot be written", .last)
    }
    let temporary = "\(folder).\(name).\(getpid()).part"
    pending.append((temporary, path))
    return temporary
  }

  /// Writes the file that is to be at `path`.
  func write(_ bytes: [UInt8], to path: String) throws(FileProblem) {
    let name = try open(path)
    guard let file = fopen(name, "w") else {
      throw FileProblem(path, "cannot be written", .last)
    }
    let count = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, count == bytes.count else {
      throw FileProblem(path, "cannot be written", .last)
    }
  }

  /// Gives every file its name, in the order they were opened.
  func commit() throws(FileProblem) {
    while let file = pending.first {
      guard rename(file.temporary, file.path) == 0 else {
        throw FileProblem(file.path, "cannot be written", .last)
      }
      pending.removeFirst()
    }
  }

  /// What a link leads to, so that the link stays; anything else as it is.
  private static func resolved(_ path: String) -> String {
    guard let target = realpath(path, nil) else { return path }
    defer { free(target) }
    return String(cString: target)
  }

  /// The folder with its slash, empty for the current one, and the name in it.
  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[...slash]), String(path[path.index(after: slash)...]))
  }
}
