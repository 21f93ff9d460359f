/// A file of weights: little-endian words, the first of them a mark, the second a version and the last a
/// checksum of what follows, then 32-bit floats.
package struct WeightFile {
  /// What tells one sort of file from others.
  package struct Form: Sendable {
    /// What it is, in words for a message: "chord model".
    let name: String

    /// The script that writes it.
    let script: String
    let mark: UInt32
    let version: Int

    /// How many words there are between version and checksum.
    let factCount: Int

    package init(name: String, script: String, mark: UInt32, version: Int, factCount: Int) {
      self.name = name
      self.script = script
      self.mark = mark
      self.version = version
      self.factCount = factCount
    }
  }

  /// The words between version and checksum.
  package let facts: [Int]

  private let form: Form
  private let body: ArraySlice<UInt8>

  /// Splits `bytes` into facts and weights, or throws why they are no such file.
  package init(_ bytes: [UInt8], as form: Form) throws(WeightError) {
    self.form = form
    let wordCount = form.factCount + 3
    guard bytes.count > 4 * wordCount, Self.word(0, of: bytes) == form.mark else {
      throw WeightError("this is no \(form.name); training/\(form.script) writes them")
    }
    facts = (2..<(wordCount - 1)).map { Int(Self.word($0, of: bytes)) }
    body = bytes[(4 * wordCount)...]
    guard Int(Self.word(1, of: bytes)) == form.version else { throw ofAnotherVersion }
    guard Self.adler32(body) == Self.word(wordCount - 1, of: bytes) else {
      throw WeightError("the \(form.name) is damaged: its checksum is wrong; install it anew")
    }
  }

  /// What is to be thrown where the facts are others than this program knows.
  package var ofAnotherVersion: WeightError {
    WeightError("the \(form.name) is of another version; use the one that came with this strumd")
  }

  /// What takes the weights off the file, from its first on.
  package var weights: WeightReader { WeightReader(body, of: form.name) }

  private static func word(_ index: Int, of bytes: [UInt8]) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[4 * index + $1]) << UInt32(8 * $1) }
  }

  /// RFC 1950, 8.2.
  private static func adler32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var low: UInt32 = 1
    var high: UInt32 = 0
    for byte in bytes {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return high << 16 | low
  }
}
