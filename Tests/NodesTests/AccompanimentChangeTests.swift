import Graph
import Nodes
import TestSupport
import Testing

/// Charts and styles that change while the band plays.
@Suite struct AccompanimentChangeTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// A band that hears C, A minor, F and G, a bar each, and is started at once.
  private func rig(_ settings: [String: SettingValue]) throws -> NodeRig {
    let chords = ["0 0 0", "9 1 9", "5 0 5", "7 0 7"]
    let events = (0..<30).map { "\(7200 + $0 * 96_000) chord \(chords[$0 % 4]) 1 1" }
    let rig = try NodeRig(
      "accompaniment", settings: settings, events: events.joined(separator: "\n"))
    rig.engine.steer(.start)
    return rig
  }

  /// Lets the band of the rig have other settings.
  private func set(_ settings: [String: SettingValue], _ rig: NodeRig) throws -> LoadSummary {
    var patch = rig.engine.patch
    let index = try #require(patch.nodes.firstIndex { $0.id == "node" })
    patch.nodes[index].settings = settings
    return try rig.engine.load(patch)
  }

  @Test func `a chart that is loaded while the band plays comes in at the bar line`() throws {
    let path = try folder.write(
      "version: 1\nsections: [{name: tune, chords: C | Am | F | G}]\n", to: "chart.yaml")
    let rig = try rig(["style": .text("rock")])
    rig.run(Array(repeating: 480, count: 900))
    let band = rig.engine.instances["node"]
    #expect(try set(["style": .text("rock"), "chart": .text(path)], rig).changed == 1)
    #expect(rig.engine.instances["node"] === band, "the band goes on")
    let desk = try #require(band?.job(as: (any ChartFollowing).self)?.desk)
    #expect(desk.contents?.barCount == 4)
    #expect(
      desk.contents?.sections
        == [ChartDesk.Section(name: "tune", bar: 1, barCount: 4, next: "tune")])
    #expect(desk.go(to: "coda") == [])
    #expect(desk.go(to: "tune") == [1])
    rig.run(Array(repeating: 480, count: 800))
    let places = rig.output.findings.filter { $0.port == "chart" }.map { Int($0.values[0]) }
    #expect(places.first == 1 && places.count >= 3, "\(places)")
    let sounding = Dictionary(grouping: rig.sounding) { $0 / 128 }
    #expect(sounding.allSatisfy { $0.value.count <= 4 }, "at most four keys on each channel")
  }

  @Test func `who is brought in at a bar line plays its first note, also ahead of the line`()
    throws
  {
    let path = try folder.write(
      """
      version: 1
      summary: A bass that is ahead.
      tempo: 60 to 180
      feel:
        bass: {late: -20 ms, loose: 0 ms}
      grooves:
        - metre: 4/4
          drums: {kick: x...}
          bass: 1 . . .
      """, to: "ahead.yaml")
    let chart = try folder.write(
      "version: 1\nsections: [{name: tune, chords: C | Am | F | G}]\n", to: "chart.yaml")
    let rig = try rig(["style": .text(path), "chart": .text(chart)])
    _ = rig.engine.set([("node", "bass", 0)])
    rig.run(Array(repeating: 480, count: 990))
    _ = rig.engine.set([("node", "bass", 1)], at: 480_000)
    rig.run(Array(repeating: 480, count: 100))
    let first = rig.output.messages.first { $0.port == "bass" && $0.bytes[0] & 0xF0 == 0x90 }
    #expect(first.map { abs($0.frame - 480_000) < 480 } == true, "\(String(describing: first))")
  }

  @Test func `a style that changes leaves a player who has left the chart alone`() throws {
    let chart = try folder.write(
      "version: 1\nsections: [{name: tune, chords: Db | Gb | Db | Gb}]\n", to: "chart.yaml")
    let path = try folder.write(Checkout.text("styles/rock.yaml"), to: "style.yaml")
    let settings: [String: SettingValue] = ["style": .text(path), "chart": .text(chart)]
    let rig = try rig(settings)
    rig.run(Array(repeating: 480, count: 2100))
    let count = rig.output.findings.count
    try folder.write(Checkout.text("styles/samba.yaml"), to: "style.yaml")
    #expect(try set(settings, rig).changed == 1)
    rig.run(Array(repeating: 480, count: 800))
    let places = rig.output.findings.dropFirst(count).filter { $0.port == "chart" }
    #expect(places.allSatisfy { $0.values[0] == 0 }, "\(places.map { $0.values[0] })")
  }

  @Test func `a style that changes on disk takes over at the bar line, and no note hangs`() throws {
    let path = try folder.write(Checkout.text("styles/rock.yaml"), to: "style.yaml")
    let rig = try rig(["style": .text(path)])
    // In the middle of a bar.
    rig.run(Array(repeating: 480, count: 900))
    let band = rig.engine.instances["node"]
    try folder.write(Checkout.text("styles/samba.yaml"), to: "style.yaml")
    #expect(try set(["style": .text(path)], rig).changed == 1)
    #expect(rig.engine.instances["node"] === band, "the band goes on")
    rig.run(Array(repeating: 480, count: 600))
    // Only samba has a shaker; bars begin every two seconds.
    let shakers = rig.output.messages.filter {
      $0.port == "drums" && $0.bytes[0] & 0xF0 == 0x90 && $0.bytes[1] == 82
    }
    let first = try #require(shakers.first).frame
    #expect(first > 432_000 && abs(first - 480_000) < 30_000, "\(first)")
    rig.engine.steer(.stop)
    rig.run(Array(repeating: 480, count: 1200))
    #expect(rig.sounding.isEmpty)
  }
}
