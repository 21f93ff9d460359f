import Music

/// The notes that a voicing of a chord may, must and must not double.
struct ChordTones {
  /// What may be played.
  let allowed: PitchClassSet

  /// What makes the chord what it is.
  private let required: PitchClassSet

  /// What may be played in two octaves.
  private let doubled: PitchClassSet

  /// A ninth stands for the root only where it belongs to `key`, if that is known: over the third chord of a
  /// major key, or a dominant that leads to a minor chord, it would be foreign.
  init(_ chord: Chord, in key: Key?, isRootless: Bool) {
    let root = chord.root
    let tones = chord.pitchClasses
    guard tones.count == 4 else {
      allowed = PitchClassSet(tones)
      required = allowed
      doubled = PitchClassSet([root, tones[2]])
      return
    }
    let ninth = root.raised(by: 2)
    let takesNinth =
      isRootless && Self.withNinth.contains(chord.quality) && key?.scale.contains(ninth) ?? true
    allowed = PitchClassSet(takesNinth ? tones.dropFirst() + [ninth] : tones)
    let hasPerfectFifth = chord.quality.intervals.contains(7)
    required = PitchClassSet([tones[1], tones[3]] + (hasPerfectFifth ? [] : [tones[2]]))
    doubled = PitchClassSet([root, tones[2]])
  }

  /// Whether `voicing` has what it must, and doubles only what it may.
  func areServed(by voicing: Voicing) -> Bool {
    var played = PitchClassSet()
    for key in voicing {
      let tone = PitchClassSet(key)
      guard played.isDisjoint(with: tone) || doubled.isSuperset(of: tone) else { return false }
      played.formUnion(tone)
    }
    return played.isSuperset(of: required)
  }

  private static let withNinth: Set<ChordQuality> = [
    .dominant7, .major7, .minor7, .major6, .minor6,
  ]
}
