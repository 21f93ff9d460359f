import Graph
import PatchFile
import YAML

/// What there is to say of a patch file.
struct CheckReport {
  private let path: String
  private let result: Result<(patch: Patch, warnings: [String]), Diagnostics>

  init(path: String, kinds: NodeKinds) {
    self.path = path
    result = Result { () throws(Diagnostics) in
      let document = try PatchDocument(path: path, kinds: kinds)
      return (document.patch, try Self.build(document, path: path, kinds: kinds))
    }
  }

  /// Makes the nodes as strumd would, so that a missing style or file is found, too; returns what is
  /// not as it was meant, but no error.
  private static func build(
    _ document: PatchDocument, path: String, kinds: NodeKinds
  ) throws(Diagnostics) -> [String] {
    let environment = Environment(isOffline: true, patch: path)
    let configuration = EngineConfiguration(
      sampleRate: 48_000, maximumFrameCount: 1024, environment: environment)
    do throws(LoadError) {
      let engine = Engine(configuration, kinds: kinds, provider: nil)
      try engine.load(document.patch)
      return engine.takeWarnings()
    } catch {
      throw document.diagnostics(for: error)
    }
  }

  var isGood: Bool { (try? result.get()) != nil }

  var text: String {
    switch result {
    case .success(let (patch, warnings)):
      warnings.map { "\(path): warning: \($0)\n" }.joined()
        + "\(path): \(count(patch.nodes.count, "node")), \(count(patch.wires.count, "wire"))\n"
    case .failure(let diagnostics): diagnostics.description
    }
  }

  var json: JSON {
    switch result {
    case .success(let (patch, warnings)):
      [
        "file": .string(path), "ok": true, "nodes": .number(Double(patch.nodes.count)),
        "wires": .number(Double(patch.wires.count)), "errors": [],
        "warnings": .array(warnings.map(JSON.string)),
      ]
    case .failure(let diagnostics):
      ["file": .string(path), "ok": false, "errors": diagnostics.json]
    }
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
