private import Glibc
import Graph
private import PatchFile

/// A patch as it plays, to be written to a file.
struct SavedPatch: Sendable {
  /// With all parameters as they are now.
  let patch: Patch

  /// The file it was read from.
  let source: String

  /// Where it goes.
  let path: String

  /// Whether it may take the place of a file that is there.
  let replaces: Bool

  /// Writes it into the folder of its source; returns what is to be said of that.
  func write(kinds: NodeKinds) throws(PatchFailure) -> String {
    let text = patch.text(basedOn: Self.bytes(source), kinds: kinds)
    let folder = source.lastIndex(of: "/").map { String(source[...$0]) } ?? "."
    do throws(FileProblem) {
      try ConfinedFile.write(text, to: path, in: folder, replaces: replaces)
    } catch {
      throw PatchFailure(text: "\(error)\n")
    }
    return "\(path) is written"
  }

  private static func bytes(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "re") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: (1 << 20) + 1)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }
}
