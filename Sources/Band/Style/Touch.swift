/// The swing, the timing and the loudness with which a part of the band plays.
struct Touch: Sendable {
  let part: Part
  let feel: Feel
  let swing: Swing
  let noise: Noise

  init(_ part: Part, style: Style, noise: Noise) {
    self.part = part
    feel = style.feel(of: part)
    swing = style.swing
    self.noise = noise
  }

  /// Whether a step that is played now and then is played this time.
  func plays(_ chance: Double, bar: Int, step: Int) -> Bool {
    chance >= 1 || noise.unit(part, bar: bar, step: step, salt: 1) < chance
  }

  /// Where a written beat sounds, as this player plays it.
  func onset(of beat: Double, isTriplet: Bool, bar: Int, step: Int, tempo: Double) -> Double {
    let error = noise.spread(part, bar: bar, step: step, salt: 2) * feel.loose
    return swing.sounding(beat, isTriplet: isTriplet, tempo: tempo)
      + (feel.late + error) / 60_000 * tempo
  }

  /// Where a note that is written until `beat` ends, so that the next one cannot touch it.
  func release(at beat: Double, isTriplet: Bool, tempo: Double) -> Double {
    swing.sounding(beat, isTriplet: isTriplet, tempo: tempo) - 0.01
      + (feel.late - feel.loose) / 60_000 * tempo
  }

  /// The MIDI velocity of a note written with `velocity`.
  func velocity(_ velocity: Int, dynamics: Double, bar: Int, step: Int) -> UInt8 {
    let error = noise.spread(part, bar: bar, step: step, salt: 3) * feel.velocity
    let scaled = Double(velocity) * feel.level * dynamics + error
    return UInt8(min(127, max(1, scaled.rounded())))
  }
}
