import Foundation
import TestSupport
import Testing

/// A chart that the band plays from, as those who look on are told of it.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct LiveChartTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  @Test
  func `the section of the chart is told with what follows, and no more where the chart goes`()
    async throws
  {
    try
      "version: 1\nsections:\n  - {name: verse, chords: C | Am | F | G}\n  - {name: bridge, chords: Dm | G}\n"
      .write(toFile: stage.scratch.path("song.yaml"), atomically: true, encoding: .utf8)
    let patch = """
      tempo: 240
      clock: internal
      nodes:
        - {id: band, kind: accompaniment, chart: song.yaml}
        - {id: bass, kind: midi_out}
      wires:
        - band.bass -> bass
      """
    try await stage.startServer()
    let strumd = try await stage.startStrumd(patch)
    let port = try await stage.oscPort(of: strumd)
    func section() throws -> String { try stage.strumctl(port, "get", "/chart/section") }
    try stage.strumctl(port, "start")
    try stage.strumctl(port, "chart", "goto", "bridge")
    try await eventually("the bridge") { try section() == "bridge 5 2 verse\n" }
    try await eventually("the verse after it") { try section() == "verse 1 4 bridge\n" }
    try stage.write(
      patch.replacing(", chart: song.yaml", with: "").replacing("band", with: "combo"))
    try await eventually("the end of it") { try section().contains("0 0") }
    #expect(try stage.strumctl(port, "get", "/chart").hasPrefix("0 0 0"))
  }
}
