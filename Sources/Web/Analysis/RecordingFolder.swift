private import Glibc
private import Platform

/// A folder for a recording, which only we can read.
///
/// It is locked for as long as we run, so that whoever comes later can tell that it was left behind.
final class RecordingFolder: Sendable {
  private static let prefix = "strumd-recording-"

  let path: String
  private let descriptor: Int32

  /// Makes one in `parent`, or returns `nil` where there is no room for one.
  init?(in parent: String = RecordingFolder.parent) {
    var template = Array("\(parent)/\(Self.prefix)XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    descriptor = Self.open(path)
    guard descriptor >= 0, Self.lock(descriptor) else { return nil }
  }

  deinit {
    remove()
    if descriptor >= 0 { close(descriptor) }
  }

  /// Removes it with all that is in it.
  func remove() { Self.remove(path, descriptor) }

  /// Removes the folders in `parent` that were left behind by one of us that was killed.
  static func sweep(_ parent: String = RecordingFolder.parent) {
    for name in Folders.names(in: parent) where name.hasPrefix(prefix) {
      let folder = open("\(parent)/\(name)")
      guard folder >= 0 else { continue }
      defer { close(folder) }
      if isOurs(folder), lock(folder) { remove("\(parent)/\(name)", folder) }
    }
  }

  /// Where they are.
  private static var parent: String { environmentVariable("TMPDIR") ?? "/tmp" }

  /// Opens a folder, but not one that a link leads to; a child of ours does not hold it.
  private static func open(_ path: String) -> Int32 {
    Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
  }

  /// Whether nobody held it; the system lets go of it with the process.
  private static func lock(_ folder: Int32) -> Bool { flock(folder, LOCK_EX | LOCK_NB) == 0 }

  private static func isOurs(_ folder: Int32) -> Bool {
    var status = stat()
    return fstat(folder, &status) == 0 && status.st_uid == geteuid()
  }

  private static func remove(_ path: String, _ folder: Int32) {
    for name in Folders.names(in: path) { unlinkat(folder, name, 0) }
    rmdir(path)
  }
}
