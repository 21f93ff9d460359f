import Graph
import Nodes
import OSCControl
import Testing

@testable import Daemon

@Suite struct ChartSectionReportTests {
  private let sections = [
    ChartDesk.Section(name: "verse", bar: 1, barCount: 8, next: "bridge"),
    ChartDesk.Section(name: "bridge", bar: 9, barCount: 4, next: "verse"),
  ]

  /// What is told where the player is at `bar` of `barCount`, in the section `number`, of a chart of twelve bars.
  private func told(bar: Float, of barCount: Float, section number: Float) -> [OSCArgument] {
    var event = Event(.chart, time: 0)
    event.values[0] = bar
    event.values[1] = barCount
    event.values[2] = number
    return ChartSectionReport(event, (12, sections)).arguments
  }

  @Test func `a section is told by its name, with its bars and what follows`() {
    #expect(
      told(bar: 10, of: 12, section: 2)
        == [.string("bridge"), .int(9), .int(4), .string("verse")])
  }

  @Test func `nothing is told of who is in no chart, or in another than that which lies there`() {
    let nothing: [OSCArgument] = [.string(""), .int(0), .int(0), .string("")]
    #expect(told(bar: 0, of: 0, section: 0) == nothing)
    #expect(told(bar: 10, of: 16, section: 2) == nothing)
  }
}
