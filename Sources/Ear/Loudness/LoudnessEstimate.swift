/// How loud a signal is, as ITU-R BS.1770-4 and EBU R 128 measure it, in LUFS, -120 at least.
package struct LoudnessEstimate: Sendable, Equatable {
  /// What nothing measures less than.
  package static let floor: Float = -120

  /// The input frame up to which it was measured; it was known at once.
  package let heard: Int64

  /// Of the last 400 ms.
  package let momentary: Float

  /// Of the last 3 s.
  package let shortTerm: Float

  /// Of all that was heard, soft passages left out by the gates.
  package let integrated: Float

  /// The most that the two windows have measured so far.
  package let momentaryMaximum: Float
  package let shortTermMaximum: Float

  package init(
    heard: Int64, momentary: Float, shortTerm: Float, integrated: Float, momentaryMaximum: Float,
    shortTermMaximum: Float
  ) {
    self.heard = heard
    self.momentary = momentary
    self.shortTerm = shortTerm
    self.integrated = integrated
    self.momentaryMaximum = momentaryMaximum
    self.shortTermMaximum = shortTermMaximum
  }
}
