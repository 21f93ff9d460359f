import Music

/// The notes that a voicing of a chord may, must and must not double.
struct ChordTones {
  /// What may be played.
  let allowed: [PitchClass]

  /// What makes the chord what it is.
  private let required: [PitchClass]

  /// What may be played in two octaves.
  private let doubled: [PitchClass]

  init(_ chord: Chord, isRootless: Bool) {
    let root = chord.root
    let tones = chord.pitchClasses
    guard tones.count == 4 else {
      allowed = tones
      required = tones
      doubled = [root, tones[2]]
      return
    }
    let takesNinth = isRootless && Self.withNinth.contains(chord.quality)
    allowed = takesNinth ? tones.dropFirst() + [root.raised(by: 2)] : tones
    required = [tones[1], tones[3]] + (chord.quality.hasPerfectFifth ? [] : [tones[2]])
    doubled = [root, tones[2]]
  }

  /// Whether `voicing` has what it must, and doubles only what it may.
  func areServed(by voicing: Voicing) -> Bool {
    let played = voicing.map { PitchClass($0) }
    return required.allSatisfy(played.contains)
      && allowed.allSatisfy { tone in
        doubled.contains(tone) || played.count(where: { $0 == tone }) <= 1
      }
  }

  private static let withNinth: Set<ChordQuality> = [
    .dominant7, .major7, .minor7, .major6, .minor6,
  ]
}

extension ChordQuality {
  var hasPerfectFifth: Bool { intervals.contains(7) }
}
