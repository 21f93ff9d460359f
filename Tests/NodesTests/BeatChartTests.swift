import Foundation
import Graph
import Nodes
import Testing

/// What a ``BeatNode`` makes of a chart: how bars are counted, and how little it holds a player to its tempo.
@Suite struct BeatChartTests {
  private let folder: WorkFolder

  init() throws { folder = try WorkFolder() }

  /// The beats that are heard in strokes `gap` seconds apart, where the chart begins with
  /// `lines`.
  private func beats(_ lines: String, gap: Double, parameters: [String: Float] = [:]) throws
    -> [NodeRig.Output.Finding]
  {
    let chart = "version: 1\n\(lines)\nsections: [{name: a, chords: C | Am | F | G}]\n"
    try chart.write(toFile: folder.path + "/song.yaml", atomically: true, encoding: .utf8)
    let rig = try NodeRig(
      "beat", parameters: parameters, settings: ["chart": .text("song.yaml")],
      directory: folder.path)
    let times = stride(from: 0.5, to: 12, by: gap)
    rig.signal = sound(of: times.map { ($0, [52, 59, 64]) }, seconds: 12)
    rig.run(Array(repeating: 512, count: rig.signal.count / 512))
    return rig.output.findings
  }

  /// The tempo that is heard in the end.
  private func tempo(_ lines: String, gap: Double) throws -> Float {
    let last = try beats(lines, gap: gap).last
    return try #require(last).values[2]
  }

  @Test(arguments: [75, 180])
  func `the chart's tempo holds nobody to it`(tempo: Int) throws {
    #expect(abs(try self.tempo("tempo: \(tempo)", gap: 60 / 118) - 118) < 4)
  }

  @Test func `bars are counted as the chart has them, unless the player says otherwise`() throws {
    let waltz = try beats("metre: 3/4", gap: 0.5)
    #expect(waltz.count > 4 && waltz.allSatisfy { $0.values[1] == 3 })
    let five = try beats("metre: 5/4", gap: 0.5)
    #expect(five.count > 4 && five.allSatisfy { $0.values[1] == 5 })
    let told = try beats("metre: 3/4", gap: 0.5, parameters: ["beats_per_bar": 4])
    #expect(told.count > 4 && told.allSatisfy { $0.values[1] == 4 })
  }

  @Test(arguments: [67, 200])
  func `a chart in six eighths has two beats of three strokes`(tempo: Int) throws {
    let late = try beats("metre: 6/8\ntempo: \(tempo)", gap: 0.3).suffix(4)
    #expect(late.count == 4)
    for beat in late {
      #expect(beat.values[1] == 2)
      #expect(abs(beat.values[2] * 0.9 / 60 - 1) < 0.05)
    }
  }

  @Test func `a chart that does not load is named`() throws {
    #expect(throws: (any Error).self) { try beats("tempo: quick", gap: 0.5) }
  }
}
