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
      try PatchDocument(path: path, kinds: kinds).patch
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
