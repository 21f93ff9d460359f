/// Chance that can be asked about any note in any order and always answers the same.
///
/// A bar that is composed again must come out as it was, so there is no generator that advances:
/// each answer is a hash of the seed and of what is asked about.
struct Noise: Sendable {
  let seed: UInt64

  /// A number from 0 up to 1 for one question about one step of one bar of a part.
  func unit(_ part: Part, bar: Int, step: Int, salt: UInt64) -> Double {
    var hash = seed
    for word in [UInt64(part.rawValue), UInt64(bitPattern: Int64(bar)), UInt64(step), salt] {
      hash = Self.mix(hash ^ Self.mix(word &+ 0x9E37_79B9_7F4A_7C15))
    }
    return Double(hash >> 11) * 0x1p-53
  }

  /// A number from -1 to 1, most often near 0: a person's error.
  func spread(_ part: Part, bar: Int, step: Int, salt: UInt64) -> Double {
    let sum = (0..<3).reduce(0) { sum, draw in
      sum + unit(part, bar: bar, step: step, salt: salt &+ 1000 &* (UInt64(draw) + 1))
    }
    return (sum - 1.5) / 1.5
  }

  /// The finaliser of SplitMix64 (Steele et al., "Fast splittable pseudorandom number
  /// generators", OOPSLA 2014).
  private static func mix(_ word: UInt64) -> UInt64 {
    var word = word
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
