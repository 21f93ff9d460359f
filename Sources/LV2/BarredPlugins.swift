private import Glibc

/// The list of plugins that are left out, which people edit.
///
/// A line each: the URI, a tab, and why.
struct BarredPlugins {
  let path: String

  /// Why each of them is left out, by URI.
  var reasons: [String: String] {
    var reasons: [String: String] = [:]
    for line in TextFile.lines(path) {
      let fields = line.split(separator: "\t", maxSplits: 1)
      if fields.count == 2 { reasons[String(fields[0])] = String(fields[1]) }
    }
    return reasons
  }

  func add(_ uri: String, reason: String) {
    guard reasons[uri] == nil else { return }
    TextFile.append("\(uri)\t\(reason)", to: path)
  }
}

/// Small files of lines.
enum TextFile {
  static func lines(_ path: String) -> [Substring] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = fread(&piece, 1, piece.count, file)
      guard count > 0 else { break }
      bytes += piece[..<count]
    }
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
