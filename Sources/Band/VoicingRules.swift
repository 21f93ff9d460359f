/// What the comping's voicings must keep to.
package struct VoicingRules: Hashable, Sendable {
  /// How many voices a chord has, 3 or 4.
  package var voiceCount: Int

  /// MIDI keys the voices stay within.
  package var range: ClosedRange<Int>

  /// Whether the root may be left to the bass, and a ninth played for it.
  package var isRootless: Bool

  package init(voiceCount: Int, range: ClosedRange<Int>, isRootless: Bool) {
    self.voiceCount = voiceCount
    self.range = range
    self.isRootless = isRootless
  }
}
