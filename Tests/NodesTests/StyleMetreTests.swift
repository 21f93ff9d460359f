import Foundation
import Graph
import Nodes
import TestSupport
import Testing

/// Whoever chooses a style in five has told the ear how to count.
@Suite struct StyleMetreTests {
  /// Beats a half second apart, in bars of `beatsPerBar`.
  private func beats(beatsPerBar: Int) -> String {
    (0..<60).map { index in
      "\(12_000 + index * 24_000) beat \(index % beatsPerBar + 1) \(beatsPerBar) 120 1"
    }.joined(separator: "\n")
  }

  /// What a band that hears beats in bars of `counted` tells of its metre.
  private func told(
    _ settings: [String: SettingValue], counted: Int, _ body: (NodeRig) -> Void = { _ in }
  ) throws -> [[Float]] {
    let rig = try NodeRig(
      "accompaniment", settings: settings, events: beats(beatsPerBar: counted))
    rig.run(Array(repeating: 480, count: 200))
    body(rig)
    rig.run(Array(repeating: 480, count: 1000))
    return rig.output.findings.filter { $0.port == "metre" }.map(\.values)
  }

  @Test(arguments: [
    ("waltz", [3, 0, 90, 200]), ("cool-five", [5, 0, 110, 190]), ("balkan", [7, 0, 170, 220]),
    ("jig", [2, 1, 90, 135]),
  ])
  func `a style that is not in four tells its metre and its tempo`(style: String, metre: [Float])
    throws
  {
    #expect(try told(["style": .text(style)], counted: Int(metre[0])) == [metre])
  }

  @Test func `a style in four leaves it to the ear`() throws {
    for counted in [3, 4] { #expect(try told(["style": .text("rock")], counted: counted).isEmpty) }
  }

  @Test func `who counts otherwise is told again`() throws {
    #expect(try told(["style": .text("cool-five")], counted: 4).count > 10)
  }

  @Test func `another style tells another metre`() throws {
    let told = try told(
      ["style": .text("waltz"), "styles": .text("rock, jig")], counted: 3
    ) { rig in
      for style in [1, 2] {
        #expect(rig.engine.set([("node", "style_number", Float(style))]) != nil)
        rig.run(Array(repeating: 480, count: 40))
      }
    }
    #expect(told.prefix(3).map { $0.prefix(2) } == [[3, 0], [0, 0], [2, 1]])
  }

  @Test func `bars are counted as the style has them, unless chart or player say otherwise`() throws
  {
    let folder = try WorkFolder()
    let chart = folder.path + "/song.yaml"
    try "version: 1\nmetre: 3/4\nsections: [{name: a, chords: C | Am}]\n"
      .write(toFile: chart, atomically: true, encoding: .utf8)
    let times = stride(from: 0.5, to: 12, by: 0.5)
    let signal = sound(of: times.map { ($0, [52, 59, 64]) }, seconds: 12)
    let count = { (parameters: [String: Float], settings: [String: SettingValue]) in
      let rig = try NodeRig(
        "beat", parameters: parameters, settings: settings,
        events: "144000 metre 5 0 110 190\n384000 metre 0 0 0 0")
      rig.signal = signal
      rig.run(Array(repeating: 512, count: signal.count / 512))
      let counts = rig.output.findings.map { (time: $0.time, beats: $0.values[1]) }
      return [(0..<120_000), (192_000..<370_000), (432_000..<570_000)].map { range in
        Set(counts.filter { range.contains(Int($0.time)) }.map(\.beats))
      }
    }
    let heard = try count([:], [:])
    #expect(heard[0] == [4] && heard[1] == [5] && !heard[2].contains(5), "\(heard)")
    #expect(try count([:], ["chart": .text(chart)]) == [[3], [3], [3]])
    #expect(try count(["beats_per_bar": 7], [:]) == [[7], [7], [7]])
  }

  @Test func `a bar of the style is counted in by taps`() throws {
    let rig = try NodeRig("beat", events: "100 metre 5 0 110 190")
    rig.run(480)
    for tap in 0..<5 {
      rig.engine.steer(.tap, at: Int64(960 + tap * 24_000))
      rig.run(Array(repeating: 480, count: 50))
      let transport = rig.engine.status.transport
      #expect(transport.beatsPerBar == 5)
      // One beat has gone by since the first tap when time begins with the second.
      #expect(transport.downbeat == (tap == 4 ? 5 : 0), "after \(tap + 1)")
    }
  }

  @Test func `a band that is started counts a bar of its style in`() throws {
    let rig = try NodeRig("accompaniment", settings: ["style": .text("cool-five")])
    var patch = rig.engine.patch
    patch.clock = "pulse"
    patch.nodes += [
      PatchNode(id: "guitar", kind: "capture"), PatchNode(id: "pulse", kind: "beat"),
    ]
    patch.wires += [
      Wire(Wire.End("guitar", "out"), Wire.End("pulse", "in")),
      Wire(Wire.End("node", "metre"), Wire.End("pulse", "metre"), isFeedback: true),
      Wire(Wire.End("pulse", "beat"), Wire.End("node", "beat")),
    ]
    try rig.engine.load(patch)
    rig.run(Array(repeating: 480, count: 50))
    rig.engine.steer(.start)
    rig.run(Array(repeating: 480, count: 1200))
    let drums = rig.output.messages.filter { $0.port == "drums" && $0.bytes[0] & 0xF0 == 0x90 }
    let clicks = drums.prefix { $0.bytes[1] == drums.first?.bytes[1] }
    #expect(clicks.count == 5 && drums.count > 10, "\(drums.prefix(8))")
    #expect(rig.engine.status.transport.beatsPerBar == 5)
  }
}
