/// What the beat network sees in a look: the new sound of each of its frames in three registers, and
/// the changes of chord that became known in it.
///
/// New sound is relative to the loudest of the last seconds. Of settled changes of chord, and of first
/// guesses, it is seen whether there was one and how many seconds ago. `training/beat_hearing.py` makes
/// the same of takes.
struct BeatSight {
  /// Frames in a look.
  static let frameCount = 4
  static let count = 3 * frameCount + 4
  private static let oldest: Float = 2

  private(set) var values = [Float](repeating: 0, count: count)
  private var frames = 0

  /// Sees that the chord changed; `heard` is the newest input frame, of `rate` a second.
  mutating func see(_ change: ChordEstimate, at heard: Int64, rate: Double) {
    guard change.chord != nil else { return }
    begin()
    let age = Float(Double(heard - change.frame) / rate)
    let start = 3 * Self.frameCount + (change.isSettled ? 0 : 2)
    values[start] = 1
    values[start + 1] = min(Self.oldest, max(0, age))
  }

  /// Sees the new sound of a frame; returns whether the look is complete.
  mutating func see(_ flux: FluxSpectrum.Flux, against activation: BeatActivation) -> Bool {
    begin()
    for (register, share) in activation.shares(of: flux).enumerated() {
      values[3 * frames + register] = share.squareRoot()
    }
    frames += 1
    return frames == Self.frameCount
  }

  /// Begins another look, if the last is complete.
  private mutating func begin() {
    guard frames == Self.frameCount else { return }
    frames = 0
    for index in values.indices { values[index] = 0 }
  }
}
