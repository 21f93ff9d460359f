import Graph
import OSCControl
private import PatchFile
import Platform
private import YAML

/// A patch with edits worked into it, and the parameters to set along with it.
struct EditedPatch: Sendable {
  private(set) var version: PatchVersion
  private(set) var values: [(node: String, parameter: String, value: Float)] = []

  /// Works `edits` into `version`, or throws what is wrong with one of them.
  init(
    _ version: PatchVersion, _ edits: [ControlEdit], kinds: NodeKinds
  ) throws(PatchFailure) {
    self.version = version
    for edit in edits {
      if case .chart(let path) = edit { try setChart(path, kinds) } else { try apply(edit, kinds) }
    }
  }

  /// Lets all who can play from a chart play from the file at `path`, beside the patch or below, or
  /// from none.
  private mutating func setChart(_ path: String, _ kinds: NodeKinds) throws(PatchFailure) {
    do throws(FileProblem) {
      let file =
        path.isEmpty ? "" : try ConfinedFile.find(path, in: version.environment.patchDirectory)
      guard version.patch.set(chart: file, kinds: kinds) else {
        throw FileProblem(
          path, "nobody in the patch plays from a chart; a node of kind accompaniment would")
      }
    } catch {
      throw PatchFailure(text: "\(error)\n")
    }
  }

  private mutating func apply(_ edit: ControlEdit, _ kinds: NodeKinds) throws(PatchFailure) {
    do throws(Diagnostics) {
      try change(edit, kinds)
    } catch {
      throw PatchFailure(error)
    }
  }

  private mutating func change(_ edit: ControlEdit, _ kinds: NodeKinds) throws(Diagnostics) {
    switch edit {
    case .addNode(let id, let kind, let settings):
      try version.patch.add(
        node: id, kind: kind, values: settings.map { ($0.name, $0.text) }, kinds: kinds)
    case .removeNode(let id): try version.patch.remove(node: id)
    case .renameNode(let id, let name):
      try version.patch.rename(node: id, to: name)
      version.noteRename(of: id, to: name)
    case .addWire(let text): try version.patch.add(wire: text, kinds: kinds)
    case .removeWire(let text): try version.patch.remove(wire: text, kinds: kinds)
    case .bind(let text): try version.patch.add(binding: text, kinds: kinds)
    case .unbind(let text): try version.patch.remove(binding: text)
    case .chart: break
    case .set(let node, let parameter, let value): values.append((node, parameter, value))
    }
  }
}
