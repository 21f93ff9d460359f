/// Chances that come out the same in every run: SplitMix64, of Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators" (OOPSLA 2014).
package struct Dice: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A number from 0 to `count` - 1.
  package mutating func roll(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }

  package mutating func chance(_ probability: Double) -> Bool {
    Double.random(in: 0..<1, using: &self) < probability
  }

  /// Parts of `total` of 1 to `maximum` each.
  package mutating func splits(of total: Int, atMost maximum: Int) -> [Int] {
    var parts: [Int] = []
    var rest = total
    while rest > 0 {
      let part = Int.random(in: 1...min(maximum, rest), using: &self)
      parts.append(part)
      rest -= part
    }
    return parts
  }
}
