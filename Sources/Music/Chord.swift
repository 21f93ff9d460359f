/// A root, a quality, and the note in the bass.
///
/// "No chord" is a `nil` chord.
package struct Chord: Hashable, Sendable, BitwiseCopyable {
  package let root: PitchClass
  package let quality: ChordQuality
  package let bass: PitchClass

  /// Creates a chord in root position.
  package init(_ root: PitchClass, _ quality: ChordQuality) {
    self.init(root, quality, bass: root)
  }

  /// Creates a chord over `bass`.
  package init(_ root: PitchClass, _ quality: ChordQuality, bass: PitchClass) {
    self.root = root
    self.quality = quality
    self.bass = bass
  }

  /// The notes of the chord, root first, without the bass where that is foreign to it.
  package var pitchClasses: [PitchClass] { quality.intervals.map(root.raised(by:)) }

  /// Whether `pitchClass` belongs to the chord, its bass included.
  package func contains(_ pitchClass: PitchClass) -> Bool {
    pitchClass == bass || quality.intervals.contains(pitchClass.interval(above: root))
  }

  /// The name a player reads: "Am7", "F#m7b5", "D/F#".
  package var symbol: String {
    root.name + quality.symbol + (bass == root ? "" : "/" + bass.name)
  }
}

extension Chord? {
  /// The chord as annotations write it: "A:min7", "D:maj/3", "N" for no chord.
  ///
  /// Syntax: Harte et al., "Symbolic representation of musical chords" (ISMIR 2005).
  package var harte: String {
    guard let chord = self else { return "N" }
    let label = chord.root.name + ":" + chord.quality.harte
    guard chord.bass != chord.root else { return label }
    return label + "/" + harteDegree(of: chord.bass.interval(above: chord.root), in: chord.quality)
  }

  /// The name a player reads, "–" for no chord.
  package var symbol: String { self?.symbol ?? "–" }
}

/// Names an interval as a scale degree, spelt as `quality` spells it where it belongs to it.
private func harteDegree(of interval: Int, in quality: ChordQuality) -> String {
  switch interval {
  case 0: "1"
  case 1: "b2"
  case 2: "2"
  case 3: "b3"
  case 4: "3"
  case 5: "4"
  case 6: "b5"
  case 7: "5"
  case 8: quality == .augmented ? "#5" : "b6"
  case 9: quality == .diminished7 ? "bb7" : "6"
  case 10: "b7"
  default: "7"
  }
}
