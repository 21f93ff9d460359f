internal import Band
private import Chart
internal import Graph
private import YAML

/// Finds and reads the chart that a band is to follow.
enum ChartLibrary {
  /// What nodes that follow a chart are told.
  static let settings: [SettingDeclaration] = [
    .file(
      "chart", isRequired: false,
      "The song's chart: YAML, ChordPro, iReal Pro or MusicXML; without one it only listens."),
    .text("transpose", default: "0", "Semitones by which the chart sounds higher."),
  ]

  /// Reads the file that the setting `chart` names, relative to the patch, `transpose` semitones
  /// higher; `nil` where none is named.
  static func load(_ context: NodeContext) throws(NodeError) -> ChartFollower? {
    guard let steps = Int(context.setting("transpose").text), (-24...24).contains(steps) else {
      throw NodeError(
        "transpose must be a whole number of semitones from -24 to 24", subject: "transpose")
    }
    let name = context.setting("chart").text
    guard !name.isEmpty else { return nil }
    let path = context.environment.path(name)
    guard let bytes = fileBytes(path) else {
      throw NodeError("cannot read '\(path)'", subject: "chart")
    }
    context.uses(file: path)
    do throws(Diagnostics) {
      return ChartFollower(try ChartFile.parse(bytes, name: path).transposed(by: steps))
    } catch {
      throw NodeError("the chart does not load:\n\(error)", subject: "chart")
    }
  }
}
