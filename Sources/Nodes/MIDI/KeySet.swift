/// A set of MIDI keys, 0 to 127.
struct KeySet: BitwiseCopyable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// Creates an empty set.
  @_noLocks
  init() {}

  @_noLocks
  func contains(_ key: Int) -> Bool { (key < 64 ? low : high) >> UInt64(key & 63) & 1 == 1 }

  @_noLocks
  mutating func insert(_ key: Int) {
    if key < 64 { low |= 1 << UInt64(key) } else { high |= 1 << UInt64(key & 63) }
  }

  @_noLocks
  mutating func remove(_ key: Int) {
    if key < 64 { low &= ~(1 << UInt64(key)) } else { high &= ~(1 << UInt64(key & 63)) }
  }

  /// Whether both hold the same keys.
  @_noLocks
  func matches(_ other: KeySet) -> Bool { low == other.low && high == other.high }
}
