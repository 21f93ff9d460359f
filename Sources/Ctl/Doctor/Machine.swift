import Platform

/// The machine as its files show it: `/proc`, `/sys`, `/etc`.
struct Machine {
  /// The most bytes that are read of one file.
  private static let fileLimit = 1 << 20

  /// The folder that the files lie in: `/`, or a copy of a machine.
  private let root: String

  init(root: String) {
    self.root = root.hasSuffix("/") ? String(root.dropLast()) : root
  }

  /// What stands in a file, without the line break at its end; `nil` where it cannot be read.
  func text(_ path: String) -> String? {
    guard var bytes = try? readFile(root + path, limit: Self.fileLimit) else { return nil }
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  func lines(_ path: String) -> [Substring] { text(path)?.split(separator: "\n") ?? [] }

  /// The number in a file.
  func number(_ path: String) -> Int? { text(path).flatMap { Int($0) } }

  /// The names in a folder, sorted.
  func names(in path: String) -> [String] { Folders.names(in: root + path) }

  /// Where a link points to.
  func target(of path: String) -> String? { Folders.target(ofLink: root + path) }

  /// The name of a user, else the number.
  func userName(_ user: Int) -> String {
    for line in lines("/etc/passwd") {
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      if fields.count > 2, Int(fields[2]) == user { return String(fields[0]) }
    }
    return "\(user)"
  }

  /// The number of a group.
  func group(_ name: String) -> Int? {
    for line in lines("/etc/group") {
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      if fields.count > 2, fields[0] == name { return Int(fields[2]) }
    }
    return nil
  }
}
