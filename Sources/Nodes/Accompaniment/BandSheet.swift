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
}
