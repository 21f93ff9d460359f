/// What the audio thread measured in one cycle: when which step was done.
///
/// A row lies in the ring as a head of ``headSize`` words and then a word for each stamp: the step's
/// index above, and the ticks since the cycle began below.
struct StampRow {
  /// What is added to the index of a step that is about to begin, rather than done.
  static var beginning: Int { @_noLocks get { 0x4_0000 } }

  /// What is added to the index of a step whose node did not run.
  static var absence: Int { @_noLocks get { 0x8_0000 } }

  /// The most parts of a cycle that a row can count.
  static var mostParts: Int { @_noLocks get { 0x3FFF } }

  static var headSize: Int { @_noLocks get { 6 } }
  static var tickBits: UInt64 { @_noLocks get { 44 } }

  /// The word for `index` at `ticks` since the cycle began.
  @_noLocks
  static func stamp(_ index: Int, ticks: UInt64) -> UInt64 {
    UInt64(index) << tickBits | ticks & (1 << tickBits - 1)
  }

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

  /// In how many parts the cycle was run, each from where a command was due.
  var partCount: Int { Int(self[3] >> 48) & Self.mostParts }

  /// Whether several threads shared the work.
  var isParallel: Bool { self[3] >> 62 & 1 == 1 }

  /// Whether the cycle had a deadline.
  var isUrgent: Bool { self[3] >> 63 == 1 }

  /// When the cycle began and ended, in ticks.
  var beginning: UInt64 { self[4] }
  var end: UInt64 { self[5] }

  var stampCount: Int { wordCount - Self.headSize }

  func stamp(_ position: Int) -> Stamp { Stamp(self[Self.headSize + position]) }

  /// A moment in a cycle.
  struct Stamp {
    /// The step that was done then, or about to begin.
    let index: Int
    let isBeginning: Bool

    /// Whether the step's node had its turn.
    let hasRun: Bool

    /// Ticks since the cycle began.
    let ticks: UInt64

    init(_ word: UInt64) {
      let code = Int(word >> StampRow.tickBits)
      index = code & (StampRow.beginning - 1)
      isBeginning = code & StampRow.beginning != 0
      hasRun = code & StampRow.absence == 0
      ticks = word & (1 << StampRow.tickBits - 1)
    }
  }
}
