private import Glibc
import Platform
private import YAML

/// Copies of the patches that loaded, to play when the file itself does not any more.
struct LastGood {
  /// The folder that holds them; `nil` if there is none to be had.
  let folder: String?

  /// Keeps them in `folder`, or else where systemd or the user keep such things.
  init(folder: String? = nil) { self.folder = folder ?? Folders.state }

  /// Copies the patch file at `path`, which has loaded.
  func keep(_ path: String) {
    guard let folder, let text = Self.read(path) else { return }
    Folders.make(folder, mode: 0o755)
    guard access(folder, W_OK) == 0 else { return }
    let copy = Self.copy(path, folder)
    guard Self.read(copy) != text else { return }
    let outputs = OutputFiles()
    do throws(FileProblem) {
      try outputs.write(text, to: copy)
      try outputs.commit()
    } catch {
      Log.warning("the patch is not kept for a rainy day: \(error)")
    }
  }

  /// The copy of the patch file at `path`, if there is one.
  func find(_ path: String) -> String? {
    guard let folder else { return nil }
    let copy = Self.copy(path, folder)
    return access(copy, R_OK) == 0 ? copy : nil
  }

  /// A name for each path: its last part for people, and all of it as a number.
  private static func copy(_ path: String, _ folder: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? "patch.yaml"
    return "\(folder)/last-good-\(Fingerprint(absolute(path).utf8).text)-\(name)"
  }

  /// The path without links, also of a file that is not there.
  private static func absolute(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func read(_ path: String) -> [UInt8]? {
    try? readFile(path, limit: YAMLDocument.maximumSize)
  }
}
