/// What the audio thread measured in one cycle: when which step was done.
///
/// A row lies in the ring as a head of ``headSize`` words and then a word for each stamp: the step's
/// index above, and the ticks since the cycle began below.
struct StampRow {
  /// The index that stands for the begin of a part of the cycle rather than for a step.
  static var partIndex: Int { @_noLocks get { 0x7_FFFF } }

  /// What is added to the index of a step whose node did not run.
  static var absence: Int { @_noLocks get { 0x8_0000 } }

  static var headSize: Int { @_noLocks get { 6 } }
  static var tickBits: UInt64 { @_noLocks get { 44 } }

  private let words: UnsafeMutablePointer<UInt64>
  private let start: Int

  init(words: UnsafeMutablePointer<UInt64>, start: Int) {
    self.words = words
    self.start = start
  }

  private subscript(offset: Int) -> UInt64 { words[(start + offset) & (StampRing.capacity - 1)] }

  /// The length of the whole row.
  var wordCount: Int { Int(self[0]) }

  /// Which timetable the indices belong to.
  var timetable: Int { Int(self[1]) }

  /// The absolute frame at which the cycle began.
  var frame: Int64 { Int64(bitPattern: self[2]) }
  var frameCount: Int { Int(self[3] & 0xFFFF_FFFF) }

  /// How many nodes were left out to save time.
  var shedCount: Int { Int(self[3] >> 32 & 0xFFFF) }

  /// Whether the cycle had a deadline.
  var isUrgent: Bool { self[3] >> 63 == 1 }

  /// When the cycle began and ended, in ticks.
  var beginning: UInt64 { self[4] }
  var end: UInt64 { self[5] }

  var stampCount: Int { wordCount - Self.headSize }

  /// The index of the step that was done then, or ``partIndex``; whether its node ran; and the ticks
  /// since ``beginning``.
  func stamp(_ position: Int) -> (index: Int, hasRun: Bool, ticks: UInt64) {
    let word = self[Self.headSize + position]
    let index = Int(word >> Self.tickBits)
    return (
      index & Self.partIndex, index & Self.absence == 0, word & (1 << Self.tickBits - 1)
    )
  }
}
