import Foundation
import Graph
import PatchFile
import Testing
import YAML

@Suite struct MutilatedPatchTests {
  /// Numbers that are the same in every run: Knuth's MMIX generator.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 33
    }
  }

  private static let fragments = [
    "-> ", "feedback", "- ", ": ", "{", "}", "[", "]", "'", "\"", "\t", "\n", "&a ", "*a ", "!b ",
    "#", "é", "\u{0}", "guitar", "..", ".", "1e999", "-",
  ].map { Array($0.utf8) }

  private func good() throws -> [UInt8] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Good/trio.yaml")
    return Array(try Data(contentsOf: file))
  }

  private func mutilated(_ bytes: [UInt8], _ generator: inout Generator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let start = Int.random(in: 0..<bytes.count, using: &generator)
      let length = min(Int.random(in: 0...12, using: &generator), bytes.count - start)
      let fragment = Self.fragments.randomElement(using: &generator) ?? []
      bytes.replaceSubrange(
        start..<start + length, with: Bool.random(using: &generator) ? fragment : [])
    }
    return bytes
  }

  @Test func `a mutilated patch is read or explained, and every message points into the text`()
    throws
  {
    let bytes = try good()
    var generator = Generator(state: 2026)
    var refused = 0
    for _ in 0..<500 {
      let text = mutilated(bytes, &generator)
      do {
        _ = try PatchDocument(text, name: "t", kinds: testKinds)
      } catch {
        refused += 1
        let lineCount = text.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } + 1
        #expect(!error.isEmpty)
        for diagnostic in error.all {
          #expect((1...lineCount).contains(diagnostic.place.start.line), "\(diagnostic)")
          #expect(diagnostic.place.start <= diagnostic.place.end, "\(diagnostic)")
        }
      }
    }
    #expect(refused > 200)
  }
}
