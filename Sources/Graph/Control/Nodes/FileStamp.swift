private import Glibc

/// A file as it was when it was read, as far as that can be seen from outside.
package struct FileStamp: Hashable, Sendable {
  package let path: String
  private let device: UInt64
  private let number: UInt64
  private let size: Int64

  /// When it was changed: whatever a disk says, as far ahead as a clock gone wrong may be.
  private let seconds: Int
  private let nanoseconds: Int

  /// Whether there is something that is no file, such as a pipe, which may keep its reader waiting for ever.
  package let isElse: Bool

  /// Takes note of the file at `path`, or that there is none.
  package init(_ path: String) {
    self.path = path
    var status = stat()
    let isThere = stat(path, &status) == 0
    isElse = isThere && status.st_mode & S_IFMT != S_IFREG
    device = isThere ? UInt64(status.st_dev) : 0
    number = isThere ? UInt64(status.st_ino) : 0
    size = isThere ? Int64(status.st_size) : -1
    seconds = isThere ? status.st_mtim.tv_sec : 0
    nanoseconds = isThere ? status.st_mtim.tv_nsec : 0
  }

  /// Whether the file is still the same.
  package var isCurrent: Bool { FileStamp(path) == self }
}
