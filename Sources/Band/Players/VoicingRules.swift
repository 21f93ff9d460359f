/// What the comping's voicings must keep to.
package struct VoicingRules: Hashable, Sendable {
  /// How the voices of a chord lie to each other.
  package enum Kind: String, CaseIterable, Sendable {
    /// As movement and range will have it.
    case free
    /// Four voices of which the second from above lies an octave lower than in close position.
    case dropTwo = "drop 2"
    /// As a hand can hold it on the six strings of a guitar.
    case guitar
  }

  /// How many voices a chord has, 3 or 4.
  package var voiceCount: Int

  /// MIDI keys the voices stay within.
  package var range: ClosedRange<Int>

  /// Whether the root may be left to the bass, and a ninth played for it.
  package var isRootless: Bool

  package var kind: Kind

  package init(
    voiceCount: Int, range: ClosedRange<Int>, isRootless: Bool, kind: Kind = .free
  ) {
    self.voiceCount = voiceCount
    self.range = range
    self.isRootless = isRootless
    self.kind = kind
  }
}
