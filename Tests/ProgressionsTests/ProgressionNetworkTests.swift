import Foundation
import TestSupport
import Testing
import Weights

@testable import Progressions

@Suite struct ProgressionNetworkTests {
  private static func bytes(_ name: String) throws -> [UInt8] {
    try Checkout.bytes("Tests/ProgressionsTests/Network/" + name)
  }

  private static func changes(raisedBy interval: Int = 0) throws -> [ProgressionNetwork.Change] {
    let words = try bytes("changes.i32").withUnsafeBytes { Array($0.bindMemory(to: Int32.self)) }
    return stride(from: 0, to: words.count, by: 5).map { start in
      let row = words[start..<start + 5].map(Int.init)
      return ProgressionNetwork.Change(
        chord: row[0] / 12 * 12 + (row[0] + interval) % 12, length: row[1], place: row[2],
        beatsPerBar: row[3], idiom: row[4])
    }
  }

  @Test(arguments: [0, 5, 11])
  func `says what PyTorch says, in any key`(tonic: Int) throws {
    var network = ProgressionNetwork(try ProgressionModel(Self.bytes("small.progressions")))
    let said = try Self.bytes("said.f32").withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    var next = 0
    for (index, change) in try Self.changes(raisedBy: tonic).enumerated() {
      network.hear(change)
      let answer = network.lengths[tonic] + network.following(length: index)[tonic]
      for value in answer {
        #expect(abs(value - said[next]) < 1e-4)
        next += 1
      }
    }
    #expect(next == said.count)
  }

  @Test func `arrays of lanes are aligned as malloc aligns by itself`() {
    #expect(MemoryLayout<TonicLanes>.alignment <= 16)
  }

  @Test func `a damaged file is refused, and so is one that is cut short`() throws {
    var bytes = try Self.bytes("small.progressions")
    bytes[100] ^= 1
    #expect(throws: WeightError.self) { try ProgressionModel(bytes) }
    let short = Array(try Self.bytes("small.progressions").dropLast(4))
    #expect(throws: WeightError.self) { try ProgressionModel(short) }
    #expect(throws: WeightError.self) { try ProgressionModel([1, 2, 3]) }
  }
}
