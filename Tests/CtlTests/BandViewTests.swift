import OSCControl
import Testing

@testable import Ctl

/// What `strumctl top` shows of what strumd tells.
@Suite struct BandViewTests {
  private func lines(_ messages: OSCMessage...) -> [String] {
    var view = BandView()
    for message in messages { view.read(message) }
    return view.lines(width: 80)
  }

  private static let chart = OSCMessage("/chart", .int(6), .int(32), .int(2), .float(0.9))

  @Test func `in a chart the bar is that of the chart, with the section and what follows`() {
    let section = OSCMessage("/chart/section", .string("chorus"), .int(5), .int(8), .string("solo"))
    let beat = OSCMessage("/beat", .int(104), .int(2), .int(3), .float(96))
    #expect(
      lines(beat, Self.chart, section)[0]
        == "  bar 6 of 32  ○ ● ○   96.0 bpm   -   part chorus −7 then solo   ")
    #expect(lines(beat, Self.chart)[0] == "  bar 6 of 32  ○ ● ○   96.0 bpm   -   ")
    let isLost = [
      OSCMessage("/chart", .int(0), .int(0), .int(0), .float(0)),
      OSCMessage("/patch/load", .string("/a.yaml")),
    ]
    for message in isLost {
      #expect(lines(beat, Self.chart, section, message)[0].hasPrefix("  bar 104  ○ ● ○"))
    }
  }

  @Test(
    arguments: [
      ("fill", 3, "B", "  band  B   fill in 3"), ("", 0, "ending", "  band  ending"),
      ("intro", 4, "", "  band  intro in 4"), ("", 0, "", nil),
    ] as [(String, Float, String, String?)])
  func `the section that is played is shown, and a countdown to what comes`(
    next: String, beats: Float, section: String, line: String?
  ) {
    let lines = lines(
      OSCMessage("/band/next", .string(next), .float(beats), .string(section)))
    #expect(lines.first { $0.hasPrefix("  band") } == line)
  }

  @Test(arguments: [.nan, .infinity, -.infinity, 1e300, -1e300, 2e9, -2e9])
  func `numbers that no band has are shown somehow`(number: Double) {
    let argument = OSCArgument.double(number)
    let all = Array(repeating: argument, count: 8)
    let addresses = [
      ("/beat", 4), ("/tempo", 1), ("/chart", 4), ("/engine/load", 3), ("/engine/xruns", 2),
      ("/band/next", 3), ("/meter/out", 2), ("/ledger/node/out", 8), ("/node/comp/gain", 1),
      ("/loudness", 3),
    ]
    var view = BandView()
    for (address, count) in addresses {
      view.read(OSCMessage(address, Array(all.prefix(count))))
    }
    let chords: [OSCArgument] = [argument, argument, .string("C"), argument]
    view.read(OSCMessage("/suggest", chords))
    view.read(OSCMessage("/pitch", .string("A4"), argument, argument))
    view.read(OSCMessage("/chart/section", .string("solo"), argument, argument, .string("")))
    #expect(view.lines(width: 80).allSatisfy { $0.count < 300 })
    #expect(CostTable([OSCMessage("/ledger/node/out", all)]).lines.allSatisfy { $0.count < 200 })
    #expect((MonitorLine(OSCMessage("/monitor/missed", argument))?.text.count ?? 99) < 30)
    #expect(StandingText([.string("fill"), argument, .string("A")]).line.count < 40)
    #expect(SuggestionText(continuation: [.string("C"), argument]).line.count < 30)
  }

  @Test func `names without end are not all kept`() {
    var view = BandView()
    for number in 0..<9000 {
      view.read(OSCMessage("/meter/m\(number)", .float(-6), .float(-12)))
    }
    #expect(view.lines(width: 80).count < 5000)
  }

  @Test func `what would steer the terminal is not shown`() {
    let key = OSCMessage("/key", .string("\u{1b}[2J\r\n"))
    #expect(lines(key).allSatisfy { !$0.unicodeScalars.contains("\u{1b}") && !$0.contains("\n") })
  }

  @Test func `one long name does not widen all lines of a graph`() throws {
    let long = String(repeating: "a", count: 20_000)
    let nodes = [long, "b", "c"].map { #"{"id":"\#($0)","kind":"gain"}"# }
    let rig = try #require(RunningRig(#"{"nodes":[\#(nodes.joined(separator: ","))],"wires":[]}"#))
    #expect(rig.text.count < 20_200)
  }
}
