private import Glibc
private import Platform

/// Small files of lines.
enum TextFile {
  /// More than all plugins that there are make, in bytes.
  private static let limit = 16 << 20

  static func lines(_ path: String) -> [Substring] {
    let bytes = (try? readFile(path, limit: limit)) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }

  /// Puts a file of `lines` in the place of the one at `path`, in one step.
  static func replace(_ path: String, with lines: [String]) {
    let fresh = path + ".\(getpid())"
    guard let file = fopen(fresh, "w") else { return }
    for line in lines { fputs(line + "\n", file) }
    let isWhole = ferror(file) == 0
    guard fclose(file) == 0, isWhole, rename(fresh, path) == 0 else {
      unlink(fresh)
      return
    }
  }

  static func append(_ line: String, to path: String) {
    guard let file = fopen(path, "a") else { return }
    fputs(line + "\n", file)
    fclose(file)
  }
}
