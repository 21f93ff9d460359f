import Glibc

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
    guard let file = fopen(root + path, "re") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while bytes.count < Self.fileLimit {
      let count = fread(&piece, 1, piece.count, file)
      if count == 0 { break }
      bytes += piece.prefix(count)
    }
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  func lines(_ path: String) -> [Substring] { text(path)?.split(separator: "\n") ?? [] }

  /// The number in a file.
  func number(_ path: String) -> Int? { text(path).flatMap { Int($0) } }

  /// The names in a folder, sorted.
  func names(in path: String) -> [String] {
    guard let folder = opendir(root + path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Where a link points to.
  func target(of path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: 256)
    let count = readlink(root + path, &bytes, bytes.count)
    guard count >= 0 else { return nil }
    return String(decoding: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

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
