/// A part of a piece: a verse, a chorus, a bridge.
package struct Section: Sendable, Equatable {
  /// The bar it begins with, from 0, and how many there are.
  package let start: Int
  package let length: Int

  /// 0 for what came first, then 1, 2 and so on: the same for what comes round again.
  package let label: Int

  /// How often it has come round, 1 for the first time.
  package let occurrence: Int

  /// How sure that is: for what comes again, how like it is to the first time; else how unlike it is
  /// to all before; 0 to 1.
  package let confidence: Float

  /// "A" for 0, "Z" for 25, "A1" for 26.
  package static func name(_ label: Int) -> String {
    let letter = String(Character(UnicodeScalar(UInt8(65 + label % 26))))
    return label < 26 ? letter : letter + String(label / 26)
  }
}
