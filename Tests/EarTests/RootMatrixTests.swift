import Testing
import Weights

@testable import Ear

struct RootMatrixTests {
  private static func layers() throws -> [Layer] {
    let model = try ChordModel(NetworkFile.bytes("small.chords"))
    return [model.dense, model.input, model.recurrent, model.heads, model.none]
  }

  private static func rows(_ count: Int) -> RootRows {
    var rows = RootRows(atLeast: count)
    for root in 0..<12 {
      for index in 0..<count { rows[root, index] = Float((root * 53 + index * 29) % 89 - 44) / 44 }
    }
    return rows
  }

  @Test(arguments: [false, true])
  func `every root's row is multiplied with the matrix`(isWide: Bool) throws {
    for layer in try Self.layers() {
      let input = Self.rows(layer.inputCount)
      var output = RootRows(atLeast: layer.outputCount)
      RootMatrix(layer, isWide: isWide && Processor.isWide).multiply(input, into: &output)
      for root in 0..<12 {
        var right = [Float](repeating: 0, count: layer.outputCount)
        layer.multiply((0..<layer.inputCount).map { input[root, $0] }, into: &right)
        let told = (0..<output.width).map { output[root, $0] }
        for (one, other) in zip(told, right) { #expect(abs(one - other) < 1e-4) }
        #expect(told.dropFirst(right.count).allSatisfy { $0 == 0 })
      }
    }
  }

  @Test func `four values lie where each of them does`() {
    var rows = RootRows(atLeast: 20)
    rows[3, four: 8] = SIMD4(1, 2, 3, 4)
    #expect((8..<12).map { rows[3, $0] } == [1, 2, 3, 4])
    #expect(rows[3, four: 8] == SIMD4(1, 2, 3, 4))
    #expect(rows.values.reduce(0, +) == 10)
  }
}
