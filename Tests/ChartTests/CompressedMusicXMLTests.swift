import Chart
import Foundation
import TestSupport
import Testing

@Suite struct CompressedMusicXMLTests {
  /// The MusicXML of the manual, as Python's zipfile packs it: a container that is stored, and a score
  /// that is compressed.
  private static let archive = """
    UEsDBBQAAAAAAAAAIQAo9EcqdgAAAHYAAAAWAAAATUVUQS1JTkYvY29udGFpbmVyLnhtbDw/eG1sIHZlcnNpb249IjEu
    MCIgZW5jb2Rpbmc9IlVURi04Ij8+Cjxjb250YWluZXI+PHJvb3RmaWxlcz48cm9vdGZpbGUgZnVsbC1wYXRoPSJibHVl
    LnhtbCIvPjwvcm9vdGZpbGVzPjwvY29udGFpbmVyPgpQSwMEFAAAAAgAAAAhANCcrqAiAgAA7g4AAAgAAABibHVlLnht
    bO1XX2/TMBB/76eI8h7cdAWG5Hoag/GKEHwAJ74uZold2ZeOfXsucZp0k8KCNEqGeLHuzr5ff/enOZtf/KjKaA/Oa2s2
    cfpqGUdgcqu0udnE375eJ+fxhVhwn1sHyU46vNMeBoc1OYhFFPE7625FuyaosQTxvqwh+qLpJGdH5qC0LlqBQb3VuUTC
    Ejx3ING6CO93sIlzW+2sBxeLS2MNZ90uATzya6AaYkmpPYojppFWm/hzGouwbWQF4qqwTnnOBgtng4foNlqkA24PQwYy
    VSB97SAydZWBo5R1G7QlEZ3OagQvuNJ73aTIi5SzQeG3cC/4Vm+x8GLJWSdx1tg7HEJC3TDLKGIv1pwFodWTJjsHW1A4
    C8fZ8e97WxsVIVASiWO6illPU2kHeUh5L3ZIDgqQzstSNBUGzgZDE8XDw4Ohhy6kq6yhCJ21GNbEI+zEFUH1SpApF9oo
    UcnvllqklTk7ABwAjcWWlkdGbGsXSk7h9zJn7ZlQHNZVZ6RWq/hpppfjTLU5GdOzCUyvZ5HT9QSmn0aZKktZlQZPRPb1
    BLLzaNU3L6ZV3568VVcjTE/agmMknkrX+YtpwXcD00kjI3Na3TzjzJjH9y1dPlvBhvmeSd/Mc1qDy0ea570S5D8fWDoh
    sA+//sQkHvZ0GStOVYspA3w2wyY9+80/UCk9/mtXrnTK/WAegyydcjv4P8mGfE25o/yFLgyPOHq0soevVrH4CVBLAQIU
    AxQAAAAAAAAAIQAo9EcqdgAAAHYAAAAWAAAAAAAAAAAAAACAAQAAAABNRVRBLUlORi9jb250YWluZXIueG1sUEsBAhQD
    FAAAAAgAAAAhANCcrqAiAgAA7g4AAAgAAAAAAAAAAAAAAIABqgAAAGJsdWUueG1sUEsFBgAAAAACAAIAegAAAPICAAAA
    AA==
    """

  private func bytes() throws -> [UInt8] {
    let text = Self.archive.filter { !$0.isWhitespace }
    return try Array(#require(Data(base64Encoded: text)))
  }

  @Test func `a score in an archive is read as one that is not`() throws {
    let chart = try ChartFile.parse(bytes(), name: "blue.mxl")
    #expect(chart.title == "Blue River")
    #expect(chart.sections.map(\.name) == ["verse", "bridge", "last"])
    #expect(chart.bars.count == 16)
    let manual = try #require(
      Checkout.text("docs/charts.md").components(separatedBy: "```musicxml\n").last?
        .components(separatedBy: "```").first)
    #expect(try chart.beats == ChartFile.parse(Array(manual.utf8), name: "blue.musicxml").beats)
  }

  @Test func `a score that is not named, or not compressed, is found all the same`() throws {
    for method in [UInt8(0), 8] {
      let score = Array("<score-partwise></score-partwise>".utf8)
      let archive = Self.stored(score, name: "a.xml", method: method)
      #expect(fault(archive).contains(method == 0 ? "the chart has no bars" : "damaged"))
    }
  }

  @Test func `a score that would fill the memory is refused`() {
    let score = [UInt8](repeating: 32, count: 9 << 20)
    #expect(fault(Self.stored(score, name: "a.xml", method: 0)).contains("more than 8 MiB"))
  }

  @Test func `a damaged archive is refused or read, whatever is wrong with it`() throws {
    let whole = try bytes()
    var dice = Dice(seed: 3)
    var refused = 0
    for _ in 0..<2000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &dice) {
        bytes[Int.random(in: 2..<bytes.count, using: &dice)] = .random(in: 0...255, using: &dice)
      }
      if dice.chance(0.2) {
        bytes = Array(bytes.prefix(Int.random(in: 2..<bytes.count, using: &dice)))
      }
      if (try? ChartFile.parse(bytes, name: "a.mxl")) == nil { refused += 1 }
    }
    #expect(refused > 1000)
  }

  private func fault(_ bytes: [UInt8]) -> String {
    do {
      _ = try ChartFile.parse(bytes, name: "a.mxl")
      return ""
    } catch {
      return "\(error)"
    }
  }

  /// An archive of one file, whose content is said to be packed by `method`.
  private static func stored(_ content: [UInt8], name: String, method: UInt8) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(value >> (8 * $0) & 255) }
    }
    let title = Array(name.utf8)
    var common: [UInt8] = [20, 0, 0, 0, method, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    common += number(content.count, 4) + number(content.count, 4) + number(title.count, 2)
    var archive: [UInt8] = [0x50, 0x4B, 3, 4]
    archive += common + [0, 0] + title + content
    let directory = archive.count
    archive += [0x50, 0x4B, 1, 2, 20, 0] as [UInt8]
    archive += common + [UInt8](repeating: 0, count: 12) + number(0, 4) + title
    let size = archive.count - directory
    archive += [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0] as [UInt8]
    archive += number(size, 4) + number(directory, 4) + [0, 0]
    return archive
  }
}
