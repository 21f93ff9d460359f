/// What the audio thread would have a session of Ableton Link do.
struct LinkWish: BitwiseCopyable {
  enum Kind: UInt8 {
    /// All go on at our tempo.
    case tempo

    /// Our beat and tempo are the session's, where nobody else has any.
    case line
    case start
    case stop
  }

  let kind: Kind

  /// In beats per minute.
  let tempo: Double

  /// Our position in our bar, in beats, at ``time``.
  let beat: Double

  /// On the monotonic clock, in nanoseconds.
  let time: Int64

  @_noLocks
  init(_ kind: Kind, tempo: Double, beat: Double, time: Int64) {
    self.kind = kind
    self.tempo = tempo
    self.beat = beat
    self.time = time
  }
}
