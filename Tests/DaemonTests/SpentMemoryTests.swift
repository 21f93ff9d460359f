import Foundation
import Testing

@testable import Daemon

@Suite struct SpentMemoryTests {
  /// Kilobytes in memory of code and constants in files whose path has `mark` in it.
  private func resident(_ mark: String) throws -> Int {
    var isMeant = false
    var sum = 0
    let file = try #require(FileHandle(forReadingAtPath: "/proc/self/smaps"))
    let map = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
    for line in map.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words[0].contains("-") {
        isMeant = words.count > 5 && words[5].contains(mark) && !words[1].contains("w")
      } else if isMeant, words[0] == "Rss:" {
        sum += Int(words[1]) ?? 0
      }
    }
    return sum
  }

  @Test func `code is let go of, but for libraries that the audio thread works with`() throws {
    let program = try #require(
      try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    let name = URL(filePath: program).lastPathComponent
    #expect(exp2(Double(program.count)) > 1)
    let code = try resident(name)
    let mathematics = try resident("/libm.")
    try #require(mathematics > 0)
    SpentMemory.release()
    #expect(try resident(name) < code)
    #expect(try resident("/libm.") >= mathematics)
  }
}
