/// A note of the band, placed on the musical clock.
package struct BandNote: Hashable, Sendable, BitwiseCopyable {
  package var part: Part

  /// Where it starts, in beats of the musical clock.
  package var beat: Double

  /// How long it sounds, in beats.
  package var duration: Double

  /// MIDI key, 0 to 127; for the drums, a key of the General MIDI drum map.
  package var key: UInt8

  /// MIDI velocity, 1 to 127.
  package var velocity: UInt8

  package init(part: Part, beat: Double, duration: Double, key: UInt8, velocity: UInt8) {
    self.part = part
    self.beat = beat
    self.duration = duration
    self.key = key
    self.velocity = velocity
  }

  /// Where it ends, in beats of the musical clock.
  package var end: Double { beat + duration }
}
