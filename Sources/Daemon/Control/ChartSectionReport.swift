import Graph
import Nodes
import OSCControl

/// The section of a chart that the player is in, as OSC tells it.
struct ChartSectionReport {
  static let address = "/chart/section"

  /// Where he is in none.
  static let nothing = ChartSectionReport(
    arguments: [.string(""), .int(0), .int(0), .string("")])

  /// Its name, the bar it begins with, from 1, how many it has, and the name of the one that follows.
  let arguments: [OSCArgument]

  private init(arguments: [OSCArgument]) { self.arguments = arguments }

  /// The section of the place that `event` tells, in a chart of these `contents`.
  init(_ event: Event, _ contents: (barCount: Int, sections: [ChartDesk.Section])?) {
    let (barCount, number) = (Int(event.values[1]), Int(event.values[2]))
    // Another chart may be about to come in, at the next bar line.
    guard let contents, contents.barCount == barCount,
      contents.sections.indices.contains(number - 1)
    else {
      self = .nothing
      return
    }
    let section = contents.sections[number - 1]
    arguments = [
      .string(section.name), .int(Int32(clamping: section.bar)),
      .int(Int32(clamping: section.barCount)), .string(section.next),
    ]
  }
}
