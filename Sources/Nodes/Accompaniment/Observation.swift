private import Graph

/// What the audio thread tells the composer.
struct Observation: BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable {
    /// The clock has come to ``beat``; ``value`` is the tempo.
    case clock
    /// A chord began at ``beat``: root (-1 for none), quality and bass.
    case chord
    /// The same, as considered later.
    case settledChord
    /// The player played with strength ``value``.
    case onset
    /// ``beat`` is a downbeat; ``count`` beats make a bar.
    case downbeat
    /// The player counted in toward ``beat``.
    case countIn
    case start
    case stop
    /// Everything was ended and forgotten.
    case panic
  }

  let kind: Kind
  var beat: Double
  var value: Double = 0
  var count: Int32 = 0
  var root: Int8 = -1
  var quality: Int8 = 0
  var bass: Int8 = -1

  @_noLocks
  init(_ kind: Kind, at beat: Double) {
    self.kind = kind
    self.beat = beat
  }
}
