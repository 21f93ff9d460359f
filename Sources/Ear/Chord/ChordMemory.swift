import Glibc

/// What has been played so far, and what followed what: songs come back to their chords.
struct ChordMemory {
  /// Seconds in which what was heard is half forgotten.
  private static let halfLife = 60.0
  /// What having heard a chord for a while, and a change once, is worth when it may begin again.
  private static let familiarity: Float = 0.6
  private static let habit: Float = 1

  private let step: Float
  private let forget: Float
  private var seconds = [Float](repeating: 0, count: ChordVocabulary.stateCount)
  /// How often each chord followed each, one row for every chord that was before.
  private var changes = [Float](
    repeating: 0, count: ChordVocabulary.stateCount * ChordVocabulary.stateCount)
  private var last = ChordVocabulary.noChord

  /// Creates a memory of frames that follow each other after `step` seconds.
  init(step: Double) {
    self.step = Float(step)
    forget = Float(exp2(-step / Self.halfLife))
  }

  /// Hears a frame more of a settled chord.
  mutating func hear(_ state: Int) {
    for index in seconds.indices { seconds[index] *= forget }
    seconds[state] += step
    guard state != last else { return }
    changes[Self.pair(last, state)] += 1
    last = state
  }

  /// What it is worth, beyond what any chord is, that `state` begins after `before`.
  func welcome(_ state: Int, after before: Int) -> Float {
    guard state != ChordVocabulary.noChord else { return 0 }
    let known = Self.familiarity * logf(1 + seconds[state] / 2)
    let count = changes[Self.pair(before, state)]
    return count > 0 ? known + Self.habit * logf(1 + count) : known
  }

  private static func pair(_ before: Int, _ after: Int) -> Int {
    before * ChordVocabulary.stateCount + after
  }
}
