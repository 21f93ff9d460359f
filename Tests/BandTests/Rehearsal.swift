import Band
import Music

/// A player with a clock and an ear, and the band on stage with him.
struct Rehearsal {
  var composer: Composer
  var stage = Stage()
  var actions: [BandAction] = []
  private(set) var now = -0.5
  let tempo: Double

  /// How often the composer is called, in beats.
  let step: Double

  /// When the ear tells of a chord after its beat, in seconds.
  var latency = 0.18

  /// The chords of the tune by beat.
  var song: (Int) -> Chord?

  /// Whether the player strikes on a beat.
  var strikes: (Int) -> Bool = { _ in true }

  /// What the ear makes of the chord of a beat.
  var ear: (Int, Chord) -> Chord? = { $1 }

  var beatsPerBar = 4

  init(
    _ style: Style, tempo: Double = 110, step: Double = 0.02, seed: UInt64 = 1,
    song: @escaping (Int) -> Chord?
  ) {
    composer = Composer(style: style, seed: seed)
    self.tempo = tempo
    self.step = step
    self.song = song
  }

  /// Plays until `end`, in beats.
  mutating func play(until end: Double) {
    while now < end - 1e-9 {
      let next = now + step
      tell(from: now, to: next)
      now = next
      var heard: [BandAction] = []
      composer.advance(to: now, tempo: tempo) { heard.append($0) }
      stage.advance(to: now)
      for action in heard { stage.perform(action, at: now) }
      actions += heard
    }
  }

  /// What the ear and the clock tell between two moments.
  private mutating func tell(from last: Double, to next: Double) {
    let late = latency * tempo / 60
    for beat in Int(last - late - 1)...Int(next + 1) {
      let due = Double(beat)
      if due > last, due <= next, beat % beatsPerBar == 0 {
        composer.hear(downbeat: due, beatsPerBar: beatsPerBar)
      }
      if strikes(beat), due + 0.05 > last, due + 0.05 <= next {
        composer.hear(onset: 0.5, at: due)
      }
      let isChange = song(beat) != song(beat - 1) || beat == 0
      if strikes(beat), isChange, due + late > last, due + late <= next, let chord = song(beat) {
        composer.hear(chord: ear(beat, chord), at: due)
      }
    }
  }

  /// The bass note that sounds at a moment.
  func bass(at beat: Double) -> Stage.Sound? {
    stage.sounds.last { $0.part == .bass && $0.start <= beat && $0.end > beat }
  }
}

/// A loop of chords of one length, by their Harte labels.
func loop(_ labels: [String], beats: Int = 4) -> (Int) -> Chord? {
  let chords = labels.map(chord)
  return { beat in beat < 0 ? nil : chords[beat / beats % chords.count] }
}

/// Reads "A:min7".
func chord(_ label: String) -> Chord? {
  let parts = label.split(separator: ":")
  guard parts.count == 2, let root = PitchClass(name: parts[0]),
    let quality = ChordQuality(harte: parts[1])
  else { return nil }
  return Chord(root, quality)
}
