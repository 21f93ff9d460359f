import Band
import Chart
import Graph
import PatchFile
import Platform
import YAML

/// A file that can be checked by itself, told by its name and by what is in it.
enum CheckedFile {
  case patch(Patch, warnings: [String])
  case style(Style)
  case chart(Chart)

  /// How charts end that are not our own.
  static let chartEndings = [
    "cho", "crd", "chopro", "chordpro", "chord", "pro", "txt", "html", "htm", "irealb", "musicxml",
    "xml", "mxl",
  ]

  /// Reads the file at `path`, or throws all that is wrong with it.
  init(path: String, kinds: NodeKinds) throws(Diagnostics) {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    if Self.chartEndings.contains(ending) {
      self = .chart(try ChartFile.parse(try Self.bytes(path), name: path))
      return
    }
    let bytes = ["yaml", "yml"].contains(ending) ? try? Self.bytes(path) : nil
    let holds = { (key: String) in bytes?.contains(Array("\(key):".utf8)) == true }
    if !holds("nodes"), holds("grooves") {
      self = .style(try StyleFile.parse(String(decoding: bytes ?? [], as: UTF8.self), name: path))
    } else if !holds("nodes"), holds("sections") {
      self = .chart(try ChartFile.parse(bytes ?? [], name: path))
    } else {
      let document = try PatchDocument(path: path, kinds: kinds)
      self = .patch(
        document.patch, warnings: try Self.build(document, path: path, kinds: kinds))
    }
  }

  private static func bytes(_ path: String) throws(Diagnostics) -> [UInt8] {
    do {
      return try readFile(path, limit: max(ChartFile.largest, YAMLDocument.maximumSize) + 1)
    } catch {
      throw Diagnostics(of: path, "cannot be read (\(error.reason))")
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

  /// What there is in it, by name.
  var counts: [(name: String, count: Int)] {
    switch self {
    case .patch(let patch, _): [("node", patch.nodes.count), ("wire", patch.wires.count)]
    case .style(let style): [("groove", style.grooves.count)]
    case .chart(let chart): [("section", chart.sections.count), ("bar", chart.bars.count)]
    }
  }

  /// What is not as it was meant, but no error.
  var warnings: [String] { if case .patch(_, let warnings) = self { warnings } else { [] } }
}
