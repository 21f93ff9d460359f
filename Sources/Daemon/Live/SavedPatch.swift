import Graph
private import PatchFile
import Platform
private import YAML

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

  /// The folder that it must lie in, or below.
  let folder: String

  /// The patch of `engine` as it plays, to be written into the folder of its file.
  init(_ engine: Engine, to path: String, replaces: Bool) {
    self.init(engine, to: path, replaces: replaces, folder: Self.folder(of: engine.source))
  }

  /// The patch of `engine` as it plays, to be written to `path`, wherever that is.
  init(_ engine: Engine, storedAt path: String) {
    self.init(engine, to: path, replaces: true, folder: Self.folder(of: path))
  }

  private init(_ engine: Engine, to path: String, replaces: Bool, folder: String) {
    patch = engine.livePatch
    source = engine.source
    self.path = path
    self.replaces = replaces
    self.folder = folder
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
  }

  /// Writes it; returns what is to be said of that.
  func write(kinds: NodeKinds) throws(PatchFailure) -> String {
    let original = (try? readFile(source, limit: YAMLDocument.maximumSize + 1)) ?? []
    let text = patch.text(basedOn: original, kinds: kinds)
    do throws(FileProblem) {
      try ConfinedFile.write(text, to: path, in: folder, replaces: replaces)
    } catch {
      throw PatchFailure(text: "\(error)\n")
    }
    return "\(path) is written"
  }
}
