private import CLinux
private import Glibc

/// A kind of text file that a client may name, such as patches.
///
/// Who names a file need not be somebody who may read it, while what is said of the mistakes in it quotes it.
/// So only what looks like a file of its kind is read at all.
package struct TextKind: Sendable {
  /// What a file of this kind is called.
  private let name: String

  /// How names of such files end, each with words of which one is in all of these files, or none.
  private let endings: [(ending: String, words: [String])]

  package init(_ name: String, _ endings: [(ending: String, words: [String])]) {
    self.name = name
    self.endings = endings
  }

  /// Reads the file at `path`, and no more than `limit` bytes of it, where it is of this kind.
  ///
  /// It is the name that counts at which the file lies, and not that of a link to it.
  package func read(_ path: String, limit: Int) throws(TextProblem) -> [UInt8] {
    // Nothing happens yet to what lies there, be it a pipe or a device.
    let place = linux_open_place(path)
    guard place >= 0 else { throw .system(.last) }
    defer { close(place) }
    var status = stat()
    guard fstat(place, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .special }
    let link = "/proc/self/fd/\(place)"
    let file = (Folders.target(ofLink: link) ?? "").lowercased()
    guard let (_, words) = endings.first(where: { file.hasSuffix("." + $0.ending) }) else {
      throw .ending(name, wanted: endings.map(\.ending))
    }
    let bytes: [UInt8]
    do {
      bytes = try readFile(link, limit: limit)
    } catch {
      throw .system(error)
    }
    guard words.isEmpty || words.contains(where: { bytes.contains(Array($0.utf8)) }) else {
      throw .words(name, wanted: words)
    }
    return bytes
  }
}
