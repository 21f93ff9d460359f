import Foundation
import TestSupport
import Testing

@Suite struct RealtimeScanTests {
  /// The Swift files under `folder` of the package, with their text.
  private func sources(_ folder: String) throws -> [(name: String, text: String)] {
    let root = Checkout.path("Sources/" + folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: root)
    return try names.filter { $0.hasSuffix(".swift") }.sorted().map {
      (folder + "/" + $0, try String(contentsOfFile: root + "/" + $0, encoding: .utf8))
    }
  }

  @Test(arguments: [("Nodes", "mutating func process("), ("Graph/Command", "mutating func apply(")])
  func `what the audio thread enters by is checked by the compiler`(
    folder: String, entry: String
  ) throws {
    let sources = try sources(folder)
    #expect(sources.contains { $0.text.contains(entry) })
    for (name, text) in sources where !text.contains("protocol ") {
      #expect(RealtimeScan.unmarkedEntries(in: text, file: name) == [])
    }
  }

  @Test(arguments: ["Nodes", "Graph/Execute", "Graph/Command", "Graph/Events", "Graph/Time"])
  func `what the audio thread calls in its own file is checked too`(folder: String) throws {
    for (name, text) in try sources(folder) {
      #expect(RealtimeScan.unmarkedCallees(in: text, file: name) == [])
    }
  }

  @Test(arguments: [
    ("Nodes", "mutating func process(_ cycle:"), ("Graph/Command", "mutating func apply(to "),
  ])
  func `each of them is missed where its attribute is removed`(
    folder: String, entry: String
  ) throws {
    for (name, text) in try sources(folder)
    where text.contains(entry) && !text.contains("no_performance_analysis")
      && !text.contains("protocol ")
    {
      let stripped = text.replacingOccurrences(of: "  @_noLocks\n", with: "")
      #expect(!RealtimeScan.unmarkedEntries(in: stripped, file: name).isEmpty, "\(name)")
    }
  }

  @Test func `a planted process without the attribute is found`() {
    let source = """
      struct Fuzz: Node, ~Copyable {
        @inline(never)
        package mutating func process(_ cycle: borrowing Cycle) {}
      }
      """
    #expect(
      RealtimeScan.unmarkedEntries(in: source, file: "Fuzz.swift") == ["Fuzz.swift:3 process"])
  }

  @Test func `a planted helper without the attribute is found`() {
    let source = """
      struct Fuzz: Node, ~Copyable {
        @_noLocks
        package mutating func process(_ cycle: borrowing Cycle) {
          bend(cycle)
        }

        private func bend(_ cycle: borrowing Cycle) {}

        func describe() {}
      }
      """
    #expect(RealtimeScan.unmarkedEntries(in: source, file: "Fuzz.swift") == [])
    #expect(RealtimeScan.unmarkedCallees(in: source, file: "Fuzz.swift") == ["Fuzz.swift:7 bend"])
  }
}
