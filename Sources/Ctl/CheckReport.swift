import Graph
import PatchFile
import YAML

/// What there is to say of a patch file.
struct CheckReport {
  private let path: String
  private let result: Result<Patch, Diagnostics>

  init(path: String, kinds: NodeKinds) {
    self.path = path
    result = Result { () throws(Diagnostics) in
      let document = try PatchDocument(path: path, kinds: kinds)
      try Self.build(document, path: path, kinds: kinds)
      return document.patch
    }
  }

  /// Makes the nodes as strumd would, so that a missing style or file is found, too.
  private static func build(
    _ document: PatchDocument, path: String, kinds: NodeKinds
  ) throws(Diagnostics) {
    let environment = Environment(isOffline: true, patch: path)
    let configuration = EngineConfiguration(
      sampleRate: 48_000, maximumFrameCount: 1024, environment: environment)
    do throws(LoadError) {
      try Engine(configuration, kinds: kinds, provider: nil).load(document.patch)
    } catch {
      throw document.diagnostics(for: error)
    }
  }

  var isGood: Bool { (try? result.get()) != nil }

  var text: String {
    switch result {
    case .success(let patch):
      "\(path): \(count(patch.nodes.count, "node")), \(count(patch.wires.count, "wire"))\n"
    case .failure(let diagnostics): diagnostics.description
    }
  }

  var json: JSON {
    switch result {
    case .success(let patch):
      [
        "file": .string(path), "ok": true, "nodes": .number(Double(patch.nodes.count)),
        "wires": .number(Double(patch.wires.count)), "errors": [],
      ]
    case .failure(let diagnostics):
      ["file": .string(path), "ok": false, "errors": diagnostics.json]
    }
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
