/// Random numbers that are the same in every run.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// Parts of `total` of 1 to `maximum` each.
  mutating func splits(of total: Int, atMost maximum: Int) -> [Int] {
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
