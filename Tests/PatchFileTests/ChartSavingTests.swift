import Graph
import Nodes
import Testing

@testable import PatchFile

/// Charts that are put up while a patch plays, and written into its file.
@Suite struct ChartSavingTests {
  private static let text = """
    # My rig.
    version: 1
    nodes:
      - id: band   # who plays along
        kind: accompaniment
        style: pop   # for now
      # Tells what comes.
      - {id: next, kind: suggest}
      - id: solo
        kind: lead
        chart: old.cho   # the one we know

    """

  private func saved(chart file: String) throws -> String {
    var patch = try PatchDocument(Array(Self.text.utf8), name: "p.yaml", kinds: .linked).patch
    let isSet = patch.set(chart: file, kinds: .linked)
    #expect(isSet)
    return patch.text(basedOn: Array(Self.text.utf8), kinds: .linked)
  }

  @Test func `a chart is written into all nodes that play from one, and comments stay`() throws {
    let chart = "songs/new.cho"
    let wanted = Self.text
      .replacing("for now\n", with: "for now\n    chart: \(chart)\n")
      .replacing("suggest}", with: "suggest, chart: \(chart)}")
      .replacing("old.cho", with: chart)
    #expect(try saved(chart: chart) == wanted)
  }

  @Test func `a chart that is taken down is taken out of the file, and nothing else`() throws {
    let wanted = Self.text.replacing("    chart: old.cho   # the one we know\n", with: "")
    #expect(try saved(chart: "") == wanted)
  }
}
