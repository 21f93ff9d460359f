private import CLinux
private import Glibc
import Platform

/// A file in a folder, or below it, and nowhere else.
struct ConfinedFile {
  /// The path, relative to `folder`, of a file that can be read and lies in there: `path` is relative to it,
  /// too, or absolute, and no link on the way leads out.
  static func find(_ path: String, in folder: String) throws(FileProblem) -> String {
    let root = open(folder, O_DIRECTORY | O_RDONLY | O_CLOEXEC)
    guard root >= 0 else { throw FileProblem(folder, "cannot be opened", .last) }
    defer { close(root) }
    let below = try relative(path, to: folder)
    // A pipe would keep us waiting for whoever writes to it.
    let file = linux_open_below(root, below, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      throw errno == EXDEV
        ? outside(path, folder) : FileProblem(path, "cannot be read", .last)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw FileProblem(path, "is no file")
    }
    return below
  }

  /// Whether `path`, from `folder` on, leads out of it, be there something at its end or not.
  static func leadsOut(_ path: String, of folder: String) -> Bool {
    let root = open(folder, O_DIRECTORY | O_RDONLY | O_CLOEXEC)
    guard root >= 0 else { return true }
    defer { close(root) }
    let end = linux_open_below(root, path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard end >= 0 else { return errno == EXDEV }
    close(end)
    return false
  }

  /// Writes `text` to `path`, which is relative to `folder` or lies in it; it is there whole or not at all,
  /// and takes no other file's place unless it `replaces` one.
  static func write(
    _ text: String, to path: String, in folder: String, replaces: Bool
  ) throws(FileProblem) {
    let root = open(folder, O_DIRECTORY | O_RDONLY | O_CLOEXEC)
    guard root >= 0 else { throw FileProblem(folder, "cannot be opened", .last) }
    defer { close(root) }
    let parts = try relative(path, to: folder).split(separator: "/").map(String.init)
    guard let name = parts.last, name.hasSuffix(".yaml"), name != ".yaml" else {
      throw FileProblem(path, "is no name for a patch; let it end with .yaml")
    }
    let below = parts.dropLast().joined(separator: "/")
    let parent = linux_open_below(
      root, below.isEmpty ? "." : below, O_DIRECTORY | O_RDONLY | O_CLOEXEC)
    guard parent >= 0 else {
      throw errno == EXDEV
        ? outside(path, folder) : FileProblem(path, "cannot be written", .last)
    }
    defer { close(parent) }
    try write(Array(text.utf8), name, parent, shown: path, replaces: replaces)
  }

  private static func write(
    _ bytes: [UInt8], _ name: String, _ folder: Int32, shown path: String, replaces: Bool
  ) throws(FileProblem) {
    let fresh = ".\(name).\(getpid())"
    let file = openat(folder, fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw FileProblem(path, "cannot be written", .last) }
    let isWhole = Glibc.write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
    close(file)
    guard isWhole, linux_rename(folder, fresh, name, replaces ? 1 : 0) == 0 else {
      let isTaken = isWhole && errno == EEXIST
      let error = SystemError.last
      unlinkat(folder, fresh, 0)
      throw isTaken
        ? FileProblem(
          path, "is there already; save under another name, or say that it may be replaced")
        : FileProblem(path, "cannot be written", error)
    }
  }

  /// `path` as it is below `folder`.
  private static func relative(_ path: String, to folder: String) throws(FileProblem) -> String {
    guard path.hasPrefix("/") else { return path }
    let root = resolved(folder) ?? folder
    let prefix = root.hasSuffix("/") ? root : root + "/"
    if path.hasPrefix(prefix) { return String(path.dropFirst(prefix.count)) }
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    let parent = resolved(String(path[..<slash])).map {
      $0 + "/" + path[path.index(after: slash)...]
    }
    guard let parent, parent.hasPrefix(prefix) else { throw outside(path, folder) }
    return String(parent.dropFirst(prefix.count))
  }

  private static func outside(_ path: String, _ folder: String) -> FileProblem {
    FileProblem(
      path, "lies outside of the folder of the patch that plays, \(resolved(folder) ?? folder)")
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path.isEmpty ? "/" : path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
