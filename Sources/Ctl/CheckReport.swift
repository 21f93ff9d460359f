import Graph
import YAML

/// What there is to say of a patch, a style or a chart.
struct CheckReport {
  private let path: String
  private let result: Result<CheckedFile, Diagnostics>

  init(path: String, kinds: NodeKinds) {
    self.path = path
    result = Result { () throws(Diagnostics) in try CheckedFile(path: path, kinds: kinds) }
  }

  var isGood: Bool { (try? result.get()) != nil }

  var text: String {
    switch result {
    case .success(let file):
      file.warnings.map { "\(path): warning: \($0)\n" }.joined()
        + "\(path): \(file.counts.map { count($0.count, $0.name) }.joined(separator: ", "))\n"
    case .failure(let diagnostics): diagnostics.description
    }
  }

  var json: JSON {
    switch result {
    case .success(let file):
      .object(
        [(key: "file", value: .string(path)), (key: "ok", value: true)]
          + file.counts.map { (key: $0.name + "s", value: .number(Double($0.count))) }
          + [
            (key: "errors", value: []),
            (key: "warnings", value: .array(file.warnings.map(JSON.string))),
          ])
    case .failure(let diagnostics):
      ["file": .string(path), "ok": false, "errors": diagnostics.json]
    }
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
