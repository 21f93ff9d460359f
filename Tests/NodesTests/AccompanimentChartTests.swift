import Graph
import TestSupport
import Testing

/// The band with a chart before it.
@Suite struct AccompanimentChartTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// A chart of the tune, in a file.
  private func chart(_ bars: String) throws -> String {
    try folder.write(
      "version: 1\nsections: [{name: tune, chords: \(bars)}]\n", to: "\(bars.count).yaml")
  }

  @Test func `with a chart the bass is on the beat in the first pass`() throws {
    let path = try chart("C | Am | F | G")
    let sent = try playBand(bars: 5, tail: 0, chart: path)
    let notes = sent.filter { $0.event.isNoteOn && $0.event.channel == 1 }
    for (bar, root) in [(2, 5), (3, 7)] {
      let nearest = try #require(
        notes.min { abs($0.frame - bar * 96_000) < abs($1.frame - bar * 96_000) })
      #expect(abs(nearest.frame - bar * 96_000) < 2400, "bar \(bar)")
      #expect(Int(nearest.event.data1) % 12 == root, "bar \(bar)")
    }
  }

  @Test func `a chart with a mistake is refused with its place`() throws {
    let path = try chart("C | H")
    let refusal = #expect(throws: (any Error).self) {
      try playBand(bars: 1, tail: 0, chart: path)
    }
    let text = "\(refusal.debugDescription)"
    #expect(text.contains("2:37: error"))
    #expect(text.contains("is no chord"))
  }

  @Test func `the place in the chart is told, and a player who says where he goes on is followed`()
    throws
  {
    let path = try chart("C | Am | F | G | Bb | Eb | Ab | Db")
    let chords = ["0 0 0", "9 1 9", "5 0 5", "7 0 7"]
    let events = (0..<12).map { "\(7200 + $0 * 96_000) chord \(chords[$0 % 4]) 1 1" }
    let rig = try NodeRig(
      "accompaniment", settings: ["chart": .text(path)],
      events: events.joined(separator: "\n"))
    rig.engine.steer(.start)
    rig.run(Array(repeating: 480, count: 500))
    let places = rig.output.findings.filter { $0.port == "chart" }.map {
      Array($0.values.prefix(3))
    }
    #expect(places.suffix(2) == [[2, 8, 1], [3, 8, 1]])
    _ = rig.engine.set([("node", "chart_bar", 7)])
    rig.run(Array(repeating: 480, count: 200))
    let last = rig.output.findings.last { $0.port == "chart" }
    #expect(last?.values.prefix(2) == [7, 8])
    // The same bar can be asked for again.
    #expect(rig.engine.parameter("node", "chart_bar")?.value == 0)
    rig.run(Array(repeating: 480, count: 400))
    #expect(rig.output.findings.last { $0.port == "chart" }?.values.first != 7)
    _ = rig.engine.set([("node", "chart_bar", 7)])
    rig.run(Array(repeating: 480, count: 200))
    #expect(rig.output.findings.last { $0.port == "chart" }?.values.first == 7)
  }
}
