internal import Graph

/// What the audio thread tells the composer.
struct Observation: BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable {
    /// The clock has come to ``beat``, and is sure of it by ``confidence``; ``value`` is the tempo.
    case clock
    /// A chord began at ``beat``: root (-1 for none), quality and bass.
    case chord
    /// The same, as considered later.
    case settledChord
    /// The player played with strength ``value``.
    case onset
    /// The player was as loud as ``value``, in LUFS, in the 400 ms before ``beat``.
    case loudness
    /// ``beat`` is a downbeat; ``count`` beats make a bar.
    case downbeat
    /// The player counted in toward ``beat``; where ``value`` is 1, a clock did, and nobody plays yet.
    case countIn
    case start
    case stop
    /// The main section ``value`` is wanted, 0 for A; -1 leaves it to the player's intensity.
    case section
    /// The band is to be as busy and loud as ``value``, 0 to 1.
    case intensity
    case fill
    case breakdown
    case intro
    case ending
    /// The player will be at bar ``value`` of the chart, from 1.
    case bar
    /// The chord stays where ``value`` is 1.
    case hold
    /// The band plays on while the player is silent where ``value`` is 1.
    case playOn
    /// The style number ``value`` is wanted.
    case style
    /// The pitch of the player's line is the key ``value``; none where that is negative.
    case pitch
    /// The player pressed the key ``value`` with velocity ``count``, or let it go.
    case noteOn
    case noteOff
    /// The player's key: tonic ``root``, and ``quality`` 0 for major.
    case key
    /// The band plays where ``value`` is 1, in its style number ``count``.
    case band
    /// A lead is to share the time as mode number ``value``.
    case mode
    /// Each has ``value`` bars.
    case bars
    /// Everything was ended and forgotten.
    case panic
  }

  let kind: Kind
  var beat: Double
  var value: Double = 0
  var count: Int32 = 0
  var confidence: Float = 0
  var root: Int8 = -1
  var quality: Int8 = 0
  var bass: Int8 = -1

  @_noLocks
  init(_ kind: Kind, at beat: Double) {
    self.kind = kind
    self.beat = beat
  }

  /// Where bars begin on the clock.
  @_noLocks
  init(downbeatOf transport: Transport) {
    self.init(.downbeat, at: transport.downbeat)
    count = Int32(transport.beatsPerBar)
  }

  /// A chord that an ear has told, and that began at `beat`.
  @_noLocks
  init(chord event: Event, at beat: Double) {
    self.init(event.values[4] >= 0.5 ? .settledChord : .chord, at: beat)
    root = Int8(event.values[0])
    quality = Int8(event.values[1])
    bass = Int8(event.values[2])
  }
}
