import Music

/// The notes that a voicing of a chord may, must and must not double.
struct ChordTones {
  /// What may be played.
  let allowed: PitchClassSet

  /// What makes the chord what it is.
  private let required: PitchClassSet

  /// What may be played in two octaves.
  private let doubled: PitchClassSet

  init(_ chord: Chord, isRootless: Bool) {
    let root = chord.root
    let tones = chord.pitchClasses
    guard tones.count == 4 else {
      allowed = PitchClassSet(tones)
      required = allowed
      doubled = PitchClassSet([root, tones[2]])
      return
    }
    let takesNinth = isRootless && Self.withNinth.contains(chord.quality)
    allowed = PitchClassSet(takesNinth ? tones.dropFirst() + [root.raised(by: 2)] : tones)
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
