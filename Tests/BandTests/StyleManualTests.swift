import TestSupport
import Testing
import YAML

@testable import Band

/// The page on styles, held against what is read.
@Suite struct StyleManualTests {
  /// What stands between backticks in the first cells, and in the others, of the table below `heading`.
  private func table(below heading: String) throws -> (first: Set<String>, others: Set<String>) {
    let page = try Styles.manual()
    let start = try #require(page.firstRange(of: "\n## \(heading)\n")).upperBound
    let rows = page[start...].split(separator: "\n", omittingEmptySubsequences: false)
      .drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }.dropFirst(2)
    var (first, others): (Set<String>, Set<String>) = ([], [])
    for row in rows {
      let cells = row.split(separator: "|", maxSplits: 1)
      first.formUnion(quoted(cells[0]))
      others.formUnion(cells.dropFirst().flatMap(quoted))
    }
    #expect(!first.isEmpty, "\(heading)")
    return (first, others)
  }

  private func quoted(_ text: Substring) -> [String] {
    let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
    return pieces.indices.filter { $0 % 2 == 1 }.map { String(pieces[$0]) }
  }

  @Test func `the manual has the keys of a groove that are read, and no others`() throws {
    #expect(try table(below: "A groove").first == Set(StyleReader.grooveKeys))
  }

  @Test func `the manual has the keys of a style that are read, and no others`() throws {
    let rest = try table(below: "The rest")
    let page = try Styles.manual()
    let shown = StyleReader.keys.filter { page.contains("\n\($0):") }
    #expect(rest.first.union(shown) == Set(StyleReader.keys))
    #expect(rest.others.isSuperset(of: StyleReader.feelKeys))
    #expect(rest.others.isSuperset(of: StyleReader.voicingKeys))
    #expect(rest.others.isSuperset(of: VoicingRules.Kind.allCases.map(\.rawValue)))
    #expect(rest.others.isSuperset(of: Part.allCases.map(\.name).filter { $0 != "drums" }))
  }

  @Test func `the manual has the signs that are read, and no others`() throws {
    let signs = try table(below: "A bar of drums or chords").first
    let legend = StyleReader(YAMLDocument("", name: "").diagnostics).legend
    #expect(signs == Set(legend.keys.map(String.init)).union([".", "-"]))
  }

  @Test func `the style that CONTRIBUTING.md makes is read`() throws {
    let text = try #require(
      try Checkout.examples("yaml", in: "CONTRIBUTING.md").first { $0.contains("grooves:") })
    let style = try StyleFile.parse(text, name: "two-step.yaml")
    #expect(style.grooves.count == 2)
  }
}
