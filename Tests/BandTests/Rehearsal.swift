import Band
import Music

/// A player with a clock and an ear, and the band on stage with him.
struct Rehearsal {
  /// What the ear says, and when.
  struct Hearing {
    /// In beats.
    var time: Double
    var chord: Chord?

    /// The beat it says the chord began at.
    var beat: Double

    /// Whether it is the ear's considered opinion.
    var isConsidered = false
  }

  var composer: Composer
  var stage = Stage()
  private(set) var actions: [BandAction] = []
  private(set) var now = -0.5
  var tempo = 110.0

  /// How often the composer is called, in beats.
  var step = 0.02

  /// When the ear tells of a chord after its beat, in seconds.
  var latency = 0.18

  /// Whether the ear says each chord once more, considered, 0.4 s after its beat.
  var considers = false

  var beatsPerBar = 4

  /// The chords of the tune by beat.
  let song: (Int) -> Chord?

  /// Whether the player strikes on a beat.
  var strikes: (Int) -> Bool = { _ in true }

  /// How often the player strikes in a beat on which he does.
  var strokesPerBeat = 1

  /// How hard the player strikes, at a place of the tune in beats.
  var strength: (Double) -> Float = { _ in 0.5 }

  /// How loud the player is, in LUFS, at a place of the tune in beats; `nil` where nobody measures it.
  var loudness: (Double) -> Double? = { _ in nil }

  /// What the ear says beyond the truth.
  var hearings: [Hearing] = []

  /// What the ear takes a chord for, whenever it comes.
  var mishears: (Chord?) -> Chord? = { $0 }

  /// By how many beats the clock has its bars wrong, at a beat.
  var downbeatShift: (Int) -> Int = { _ in 0 }

  /// Whether the ear hears the chord of a beat.
  var hears: (Int) -> Bool = { _ in true }

  init(_ style: Style, seed: UInt64 = 1, song: @escaping (Int) -> Chord?) {
    composer = Composer(style: style, seed: seed)
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
    let isDue = { (time: Double) in time > last && time <= next }
    for beat in Int(last - late - 1)...Int(next + 1) {
      let due = Double(beat)
      if isDue(due), (beat - downbeatShift(beat)) % beatsPerBar == 0 {
        composer.hear(downbeat: due, beatsPerBar: beatsPerBar)
      }
      guard strikes(beat) else { continue }
      for stroke in 0..<strokesPerBeat {
        let place = due + Double(stroke) / Double(strokesPerBeat)
        if isDue(place + 0.05) { composer.hear(onset: strength(place), at: place) }
      }
      let isSettled = considers && isDue(due + 0.4 * tempo / 60)
      if isSettled, hears(beat), beat == 0 || song(beat) != song(beat - 1) {
        composer.hear(mishears(song(beat)), at: due, isSettled: true)
      }
      let isChange = beat == 0 || song(beat) != song(beat - 1)
      if isChange, hears(beat), isDue(due + late) {
        composer.hear(mishears(song(beat)), at: due, isSettled: false)
      }
    }
    tellLoudness(from: last, to: next)
    for hearing in hearings where isDue(hearing.time) {
      guard !hearing.isConsidered else {
        composer.hear(hearing.chord, at: hearing.beat, isSettled: true)
        continue
      }
      composer.hear(hearing.chord, at: hearing.beat, isSettled: false)
    }
  }

  /// Tells how loud he is, ten times a second.
  private mutating func tellLoudness(from last: Double, to next: Double) {
    let period = tempo / 600
    guard (last / period).rounded(.down) != (next / period).rounded(.down) else { return }
    loudness(next).map { composer.hear(loudness: $0, at: next) }
  }

  /// The bass note that sounds at a moment.
  func bass(at beat: Double) -> Stage.Sound? {
    stage.sounds.last { $0.part == .bass && $0.start <= beat && $0.end > beat }
  }

  /// The keys of the comping that sound at a moment.
  func comping(at beat: Double) -> [Int] {
    stage.sounds.filter { $0.part == .comping && $0.start <= beat && $0.end > beat }
      .map { Int($0.key) }.sorted()
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
