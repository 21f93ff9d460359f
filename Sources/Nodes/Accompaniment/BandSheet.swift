internal import Band
internal import Graph

/// What is played from: styles, and a chart where there is one.
struct BandSheet: Sendable {
  /// At least one, for those who play.
  let styles: [Style]
  let chart: ChartFollower?

  /// The file of the chart, or nothing.
  let chartPath: String

  /// Reads the styles of these names, and the chart that the settings name.
  init(styles names: [String], _ context: NodeContext) throws(NodeError) {
    var styles: [Style] = []
    for name in names { styles.append(try StyleLibrary.load(name, context)) }
    self.styles = styles
    chart = try ChartLibrary.load(context)
    let name = context.setting("chart").text
    chartPath = name.isEmpty ? "" : context.environment.path(name)
  }

  /// Reads what the settings `style`, `styles` and `chart` name.
  init(_ context: NodeContext) throws(NodeError) {
    let more = StyleLibrary.list(context.setting("styles").text)
    try self.init(styles: [context.setting("style").text] + more, context)
  }

  /// Whether its chart is that of `other`, or both have none: then it goes on as it was.
  func hasChart(of other: BandSheet) -> Bool {
    guard let chart, let old = other.chart else { return chart == nil && other.chart == nil }
    return chartPath == other.chartPath && chart.hasChart(of: old)
  }
}
