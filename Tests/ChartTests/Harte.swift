import Chart
import Music
import Testing
import YAML

/// The chord on the first beat of each bar, as annotations write it.
func bars(_ chart: Chart) -> [String] {
  var beat = 0
  return chart.bars.map { bar in
    defer { beat += bar.beats }
    return chart.beats[beat].harte
  }
}

/// Reads a chart; `name` tells the format where the text does not.
func read(_ text: String, _ name: String) throws(Diagnostics) -> Chart {
  try ChartFile.parse(Array(text.utf8), name: name)
}

/// The first thing that is wrong with a chart: line, column and message.
func fault(_ text: String, _ name: String) -> String {
  do throws(Diagnostics) {
    _ = try read(text, name)
    return "nothing"
  } catch {
    guard let first = error.all.first else { return "nothing" }
    return "\(first.place.start.line):\(first.place.start.column) \(first.message)"
  }
}
