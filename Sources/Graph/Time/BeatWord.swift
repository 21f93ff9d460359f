/// Whose word a beat event is: the value `told`.
package enum BeatWord: BitwiseCopyable {
  /// A tracker's guess; ``BeatLoop`` evens out what it is off.
  case heard

  /// A clock's word: the beat falls at that very moment.
  case told

  /// The same, and the clock has just started, or gone elsewhere in its song.
  case begun

  /// The clock stops here, or stands still and would go on at another tempo.
  case stopped

  /// Whose word `event` is, a beat.
  @_noLocks
  init(_ event: Event) {
    let value = event.values[5]
    self = value < 0.5 ? .heard : value < 1.5 ? .told : value < 2.5 ? .begun : .stopped
  }
}

extension Event {
  /// A beat that a clock outside tells, such as MIDI clock, JACK's transport or Ableton Link.
  ///
  /// Any node with a beat output is a source of tempo, and `clock:` in a patch chooses it. It sends a beat
  /// as soon as it is known, at best when the one before it falls, and once more whenever its tempo or
  /// place changes; `begun` at the first one, `stopped` at the end, and again where the tempo changes after
  /// that. The clock goes along the line that the last one told draws, and gets there from where it is within
  /// a beat or two without a jump: jitter is for the source to even out.
  ///
  /// - Parameters:
  ///   - word: Anything but `heard`.
  ///   - number: The beat's place in its bar, 1 for the downbeat.
  ///   - beatsPerBar: How many a bar has.
  ///   - tempo: Beats a minute, 20 to 400.
  ///   - frame: The absolute frame at which it falls; it may have gone by.
  ///   - isEntry: Whether a band that hears it is to come in with this beat's bar, or the next.
  @_noLocks
  package init(
    _ word: BeatWord, number: Int, of beatsPerBar: Int, tempo: Double, at frame: Int64,
    isEntry: Bool
  ) {
    self.init(.beat, time: frame)
    values[0] = Float(number)
    values[1] = Float(beatsPerBar)
    values[2] = Float(tempo)
    values[3] = 1
    values[4] = isEntry ? 1 : 0
    values[5] = word.value
  }
}

extension BeatWord {
  /// The value that says so.
  fileprivate var value: Float {
    @_noLocks get {
      switch self {
      case .heard: 0
      case .told: 1
      case .begun: 2
      case .stopped: 3
      }
    }
  }
}
