/// The transport of the back end, JACK's, as it stands at the first frame of a block.
package struct HostTransport: Sendable, BitwiseCopyable {
  /// Whether it moves; a transport that is about to start does not.
  package var isRolling = false

  /// The frame of the song.
  package var frame: Int64 = 0

  /// Whether its master says what bar and beat it is; the values that follow count only then.
  package private(set) var hasBars = false

  /// The beat of the bar, from 1, and how much of it is over, 0 to 1.
  package private(set) var beat = 1
  package private(set) var fraction: Double = 0
  package private(set) var beatsPerBar = 4

  /// Beats a minute.
  package private(set) var tempo: Double = 120

  /// How many frames what is played takes to the speakers, as far as the back end knows.
  package var outputLatency = 0

  @_noLocks
  package init() {}

  /// Takes what the master says of bars, unless no music is like that: any program can be the master, and
  /// says what it likes.
  ///
  /// Good are beats from 1, bars of up to 64 and tempos of 1 to 1000.
  @_noLocks
  package mutating func place(
    beat: Int, fraction: Double, of beatsPerBar: Double, tempo: Double
  ) {
    hasBars =
      beat >= 1 && fraction >= 0 && fraction <= 1 && beatsPerBar >= 1 && beatsPerBar <= 64
      && tempo >= 1 && tempo <= 1000
    guard hasBars else { return }
    self.beat = beat
    self.fraction = fraction
    self.beatsPerBar = Int(beatsPerBar)
    self.tempo = tempo
  }

  /// What it shows `count` frames later, if nothing comes in between.
  @_noLocks
  func after(_ count: Int, sampleRate: Double) -> HostTransport {
    var later = self
    guard isRolling, count > 0 else { return later }
    later.frame += Int64(count)
    let position = fraction + Double(count) / sampleRate * tempo / 60
    let whole = position.floored
    later.fraction = position - whole
    later.beat = (beat - 1 + Int(whole)) % max(1, beatsPerBar) + 1
    return later
  }
}
