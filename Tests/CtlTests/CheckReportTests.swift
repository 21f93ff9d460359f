import Foundation
import Graph
import Nodes
import TestSupport
import Testing
import YAML

@testable import Ctl

@Suite struct CheckReportTests {
  private func report(_ text: String, ending: String = "yaml") throws -> CheckReport {
    let name = UUID().uuidString + "." + ending
    let file = FileManager.default.temporaryDirectory.appending(path: name)
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    return CheckReport(path: file.path, kinds: .linked)
  }

  private let good = """
    version: 1
    nodes: [{id: guitar, kind: capture}, {id: speakers, kind: playback}]
    wires: [guitar -> speakers]
    """

  @Test func `a good patch is counted`() throws {
    let report = try report(good)
    #expect(report.isGood)
    #expect(report.text.hasSuffix(".yaml: 2 nodes, 1 wire\n"))
  }

  @Test func `a bad patch is explained`() throws {
    let report = try report(good.replacing("kind: capture", with: "kind: captur"))
    #expect(!report.isGood)
    #expect(report.text.contains(":2:28: error: unknown kind 'captur'\n"))
    #expect(report.text.hasSuffix("  did you mean 'capture'?\n"))
  }

  @Test func `a style that does not exist is found`() throws {
    let report = try report("version: 1\nnodes: [{id: band, kind: accompaniment, style: rok}]\n")
    #expect(!report.isGood)
    #expect(report.text.contains(":2:48: error: node 'band': no style is named 'rok'"))
  }

  @Test(arguments: ["styles/rock.yaml", "styles/waltz.yaml"])
  func `a style is checked by itself`(file: String) {
    let report = CheckReport(path: Checkout.path(file), kinds: .linked)
    #expect(report.isGood)
    #expect(report.text.contains("\(file): ") && report.text.contains(" groove"))
  }

  @Test func `a mistake in a style is told with its place`() throws {
    let report = try report(
      """
      version: 1
      summary: A train.
      tempo: 90 to 130
      grooves:
        - metre: 4/4
          drums:
            snare: xxzx
      """)
    #expect(!report.isGood)
    #expect(report.text.contains(":7:16: error: the sign 'z' is not in the legend\n"))
  }

  @Test func `a chart is checked by itself, in each format`() throws {
    let yaml = try report("version: 1\nsections: [{name: a, chords: C | Am | F | G}]\n")
    #expect(yaml.text.hasSuffix(".yaml: 1 section, 4 bars\n"))
    let song = try report("[C]Down by the [H7]river\n", ending: "cho")
    #expect(!song.isGood)
    #expect(song.text.contains("'H7' is no chord"))
    #expect(song.text.contains(".cho:1:"))
    let missing = CheckReport(path: "/nowhere/song.cho", kinds: .linked)
    #expect(missing.text.contains("cannot be read"))
  }

  @Test func `both are JSON`() throws {
    func object(_ text: String) throws -> [String: Any]? {
      let json = try report(text).json.compact
      return try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    }
    let whole = try object(good)
    #expect(whole?["ok"] as? Bool == true)
    #expect(whole?["nodes"] as? Int == 2)
    let broken = try object("version: 3\nnodes: []\n")
    #expect(broken?["ok"] as? Bool == false)
    #expect((broken?["errors"] as? [[String: Any]])?.map { $0["line"] as? Int } == [1, 2])
  }
}
