import Graph
import OSCControl
private import PatchFile
private import YAML

extension Player {
  /// Changes the patch that plays in all the ways of `edits`, in one cycle, or throws what is wrong
  /// with one of them; the file is left as it is.
  func edit(_ edits: [ControlEdit]) throws(PatchFailure) -> LoadSummary {
    var version = engine.version
    var values: [(node: String, parameter: String, value: Float)] = []
    do throws(Diagnostics) {
      for edit in edits { try apply(edit, to: &version.patch, &values) }
    } catch {
      throw PatchFailure(text: error.all.map(\.description).joined())
    }
    do throws(LoadError) {
      let summary = try engine.load(try engine.prepare(version), setting: values)
      note(summary)
      return summary
    } catch {
      throw PatchFailure(text: error.errors.map { $0.message + "\n" }.joined())
    }
  }

  private func apply(
    _ edit: ControlEdit, to patch: inout Patch,
    _ values: inout [(node: String, parameter: String, value: Float)]
  ) throws(Diagnostics) {
    switch edit {
    case .addNode(let id, let kind, let settings):
      try patch.add(node: id, kind: kind, values: settings.map { ($0.name, $0.text) }, kinds: kinds)
    case .removeNode(let id): try patch.remove(node: id)
    case .addWire(let text): try patch.add(wire: text, kinds: kinds)
    case .removeWire(let text): try patch.remove(wire: text, kinds: kinds)
    case .set(let node, let parameter, let value): values.append((node, parameter, value))
    }
  }
}
