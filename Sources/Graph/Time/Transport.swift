/// Musical time as one block sees it: a position in beats that moves with the frames.
package struct Transport: Sendable, BitwiseCopyable {
  /// Whether musical time moves.
  package var isRolling = false

  /// The position in beats at the block's first frame; it never goes back while rolling.
  package var beat: Double = 0

  /// Beats per frame.
  package var rate: Double = 0

  /// Quarter notes or whatever the beat is, per minute.
  package var tempo: Double = 120

  /// Beats in a bar, 1 or more.
  package var beatsPerBar = 4

  /// The position of some downbeat; the others lie whole bars away.
  package var downbeat: Double = 0

  /// How sure the clock is, 0 to 1.
  package var confidence: Float = 0

  @_noLocks
  package init() {}

  /// The position in beats, `offset` frames into the block; past and future ones are extrapolated.
  @_noLocks
  package func beat(at offset: Double) -> Double { beat + offset * rate }

  /// The offset in frames at which musical time reaches `position`, possibly negative.
  @_noLocks
  package func offset(of position: Double) -> Double {
    rate > 0 ? (position - beat) / rate : .infinity
  }

  /// The same clock as it will be `frameCount` frames later.
  @_noLocks
  package func advanced(by frameCount: Double) -> Transport {
    var later = self
    later.beat = beat(at: frameCount)
    return later
  }

  /// How far before a beat, in beats, position counts as having come to it, since sums of frames end beside it.
  private static var grain: Double { @_noLocks get { 1e-9 } }

  /// The beat of the bar that sounds, 1 to ``beatsPerBar``.
  package var beatInBar: Int {
    @_noLocks get {
      let bars = (beat - downbeat + Self.grain) / Double(beatsPerBar)
      let fraction = bars - bars.floored
      return min(beatsPerBar, Int(fraction * Double(beatsPerBar)) + 1)
    }
  }

  /// The bar that sounds, 0 for the first one that begins at position 0 or after.
  ///
  /// It counts from there and not from ``downbeat``, which moves along with a tracker's beats.
  package var bar: Int {
    @_noLocks get {
      let length = Double(beatsPerBar)
      let first = downbeat - (downbeat / length).floored * length
      return Int(((beat - first + Self.grain) / length).floored)
    }
  }
}

extension Double {
  /// The greatest whole number that is not greater.
  @inlinable
  package var floored: Double {
    @_noLocks get {
      let truncated = Double(Int(self))
      return truncated > self ? truncated - 1 : truncated
    }
  }
}
