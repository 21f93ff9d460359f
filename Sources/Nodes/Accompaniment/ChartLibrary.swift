internal import Band
internal import Chart
internal import Graph
private import Platform
private import YAML

/// Finds and reads the chart that a node is to go by.
enum ChartLibrary {
  /// Where a node is told of its chart.
  static let setting = SettingDeclaration.file(
    "chart", isRequired: false,
    "The song's chart: YAML, ChordPro, iReal Pro or MusicXML; without one it only listens.")

  /// What nodes that follow a chart are told.
  static let settings: [SettingDeclaration] = [
    setting, .text("transpose", default: "0", "Semitones by which the chart sounds higher."),
  ]

  /// What a file looks like that is a chart, in any of the formats.
  private static let kind = TextKind(
    "chart",
    [
      ("yaml", ["sections"]), ("yml", ["sections"]), ("cho", []), ("crd", []), ("chopro", []),
      ("chordpro", []), ("chord", []), ("pro", []), ("txt", ["ireal"] + directives),
      ("html", ["ireal"]), ("htm", ["ireal"]), ("irealb", ["ireal"]), ("musicxml", []),
      ("xml", ["score-partwise", "score-timewise"]), ("mxl", ["PK"]),
    ])

  /// What hardly a ChordPro file lacks, and other texts do.
  private static let directives = ["{title", "{t:", "{start_of_", "{key", "{time", "{tempo"]

  /// Reads the file that the setting `chart` names, `transpose` semitones higher; `nil` where none is
  /// named.
  static func load(_ context: NodeContext) throws(NodeError) -> ChartFollower? {
    guard let steps = Int(context.setting("transpose").text), (-24...24).contains(steps) else {
      throw NodeError(
        "transpose must be a whole number of semitones from -24 to 24", subject: "transpose")
    }
    return try chart(context).map { ChartFollower($0.transposed(by: steps)) }
  }

  /// Reads the file that the setting `chart` names, relative to the patch; `nil` where none is named.
  static func chart(_ context: NodeContext) throws(NodeError) -> Chart? {
    let name = context.setting("chart").text
    guard !name.isEmpty else { return nil }
    let path = context.environment.path(name)
    let bytes: [UInt8]
    do {
      bytes = try kind.read(path, limit: ChartFile.largest + 1)
    } catch {
      throw NodeError("'\(path)': \(error)", subject: "chart")
    }
    context.uses(file: path)
    do throws(Diagnostics) {
      return try ChartFile.parse(bytes, name: path)
    } catch {
      throw NodeError("the chart does not load:\n\(error)", subject: "chart")
    }
  }
}
