import Music

/// A set of pitch classes, a bit each.
struct PitchClassSet: OptionSet {
  let rawValue: UInt16

  init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The pitch class of a MIDI key.
  init(_ key: Int) { self.init(rawValue: 1 << UInt16(key % 12)) }

  init(_ pitchClasses: some Sequence<PitchClass>) {
    self.init(pitchClasses.map { PitchClassSet($0.semitones) })
  }
}
