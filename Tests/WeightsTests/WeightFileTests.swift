import Testing

@testable import Weights

/// What is said of files that are no weights, or not those wanted.
@Suite struct WeightFileTests {
  private let form = WeightFile.Form(
    name: "toy model", script: "toy.py", mark: 0x0102_0304, version: 7, factCount: 2)

  /// A file of two facts and three weights: 1, 2 and -0.5.
  private let good: [UInt8] = [
    4, 3, 2, 1, 7, 0, 0, 0, 5, 0, 0, 0, 0, 1, 0, 0,  // mark, version, 5 and 256
    0xBF, 0x01, 0x42, 0x09,
    0, 0, 0x80, 0x3F, 0, 0, 0, 0x40, 0, 0, 0, 0xBF,
  ]

  private func complaint(_ bytes: [UInt8]) -> String? {
    do throws(WeightError) {
      _ = try WeightFile(bytes, as: form)
      return nil
    } catch {
      return error.message
    }
  }

  @Test func `facts and weights are read`() throws {
    let file = try WeightFile(good, as: form)
    #expect(file.facts == [5, 256])
    var reader = file.weights
    #expect(reader.floats(3) == [1, 2, -0.5])
    try reader.finish()
  }

  @Test func `another sort of file is told, and who writes the right one`() {
    var other = good
    other[0] = 9
    for bytes in [other, [], Array(good.prefix(20))] {
      #expect(complaint(bytes) == "this is no toy model; training/toy.py writes them")
    }
  }

  @Test func `another version and a damaged file are told apart`() {
    var newer = good
    newer[4] = 8
    #expect(complaint(newer)?.contains("another version") == true)
    for index in good.indices.dropFirst(16) {
      var damaged = good
      damaged[index] ^= 1
      #expect(complaint(damaged)?.contains("its checksum is wrong") == true, "\(index)")
    }
  }

  @Test func `weights that are left, and weights that lack, are told`() throws {
    for count in [0, 2, 4] {
      var reader = try WeightFile(good, as: form).weights
      _ = reader.floats(count)
      #expect(throws: WeightError("the toy model is cut short or too long; install it anew")) {
        try reader.finish()
      }
    }
  }
}
