import Foundation
import Graph
import PatchFile
import TestSupport
import Testing
import YAML

@Suite struct MutilatedPatchTests {
  private static let fragments = [
    "-> ", "feedback", "- ", ": ", "{", "}", "[", "]", "'", "\"", "\t", "\n", "&a ", "*a ", "!b ",
    "#", "é", "\u{0}", "guitar", "..", ".", "1e999", "-",
  ].map { Array($0.utf8) }

  private func good() throws -> [UInt8] {
    try Checkout.bytes("Tests/PatchFileTests/Good/trio.yaml")
  }

  private func mutilated(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &dice) {
      let start = Int.random(in: 0..<bytes.count, using: &dice)
      let length = min(Int.random(in: 0...12, using: &dice), bytes.count - start)
      let fragment = Self.fragments.randomElement(using: &dice) ?? []
      bytes.replaceSubrange(
        start..<start + length, with: Bool.random(using: &dice) ? fragment : [])
    }
    return bytes
  }

  @Test func `a mutilated patch is read or explained, and every message points into the text`()
    throws
  {
    let bytes = try good()
    var dice = Dice(seed: 2026)
    var refused = 0
    for _ in 0..<500 {
      let text = mutilated(bytes, &dice)
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
