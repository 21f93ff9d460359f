import Glibc
import Music

/// Hears the key, from the chords and pitch classes of the last half minute or so.
///
/// Each chord speaks for the keys in which songs have it, for as long as it sounds, each change for those in
/// which songs make it, and the first chord once more: songs begin at home more often than not, which tells
/// relative keys apart. Pitch classes have a say, too. Another key has to lead for three seconds before it is
/// believed. What is noise has no say. Where no chord has sounded for a while, what comes next is another song.
package struct KeyFinder: Listener {
  package static let parts: FrontEnd.Parts = [.notes, .chords]

  private static let keys = Key.Mode.allCases.flatMap { mode in
    (0..<12).map { Key(PitchClass($0), mode) }
  }
  /// Every so many frames of notes count.
  private static let stride = 8
  /// Seconds of music remembered.
  private static let memory = 25.0
  /// Seconds of music before the first answer.
  private static let patience = 2.0
  /// What a second of a chord counts for, and for how many seconds it does.
  private static let chordWeight: Float = 0.3
  private static let longest = 4.0
  /// What a change of chord counts for.
  private static let changeWeight: Float = 0.5
  /// What the first chord counts for that lasts this long.
  private static let firstWeight: Float = 1.5
  private static let firstLength = 0.8
  /// Seconds without a chord after which a song is over, as sections have it (`StructureAnalyser`).
  private static let pause = 10.0
  /// What a correlation of 1 counts for.
  private static let profileWeight: Float = 8
  /// How noise-like sound may be that says something of the key, as drums and muted strings hardly do.
  private static let noise: Float = 0.35
  /// By how much a key has to lead: the first one the next, another one the one that was told, and the
  /// relative of that one, which shares its notes and where tunes in either like to dwell.
  private static let lead: Float = 0.7
  private static let relativeLead: Float = 2

  private let harmony = KeyHarmony()
  private var frames = 0
  private var profiles = KeyProfiles()
  /// What the chords say of each key.
  private var support = [Float](repeating: 0, count: 24)
  private var chord: Chord?
  /// The chord that sounded last, if none does now.
  private var last: Chord?
  private var chordLength = 0.0
  private var first: Chord?
  /// Seconds since a chord last sounded.
  private var rest = 0.0
  private var seconds = 0.0
  private var current: Int?
  private var challenger: Int?
  private var challenged = 0.0

  package init() {}

  /// Hears a step; calls `emit` if the key has changed.
  package mutating func hear(_ front: FrontEnd, _ emit: (KeyEstimate) -> Void) {
    for estimate in front.chords where estimate.isSettled {
      begin(estimate.chord)
      chordLength = Double(estimate.heard - estimate.frame) / front.sampleRate
    }
    guard front.news.contains(.notes), let spectra = front.spectra else { return }
    frames += 1
    guard frames % Self.stride == 0 else { return }
    rest = chord == nil ? rest + step : 0
    if rest > Self.pause { endSong(isSilent: !spectra.long.isSounding) }
    guard spectra.long.isSounding, spectra.long.flatness < Self.noise else { return }
    remember(spectra.long.notes)
    rememberChord()
    guard let (key, confidence) = decide() else { return }
    let framer = spectra.framer
    emit(
      KeyEstimate(
        frame: max(0, framer.frame(age: spectra.long.age)), heard: framer.heard, key: key,
        confidence: confidence))
  }

  private var step: Double { Double(Self.stride) * HarmonySpectra.hop }

  /// Forgets what a song's chords said, and in silence its pitch classes: a line alone may be a song, too.
  private mutating func endSong(isSilent: Bool) {
    for index in support.indices { support[index] = 0 }
    first = nil
    last = nil
    if isSilent { profiles = KeyProfiles() }
  }

  private mutating func remember(_ notes: [Float]) {
    let forget = Float(exp(-step / Self.memory))
    profiles.hear(Chroma(notes), forget: forget)
    for index in support.indices { support[index] *= forget }
    seconds += step
  }

  private mutating func begin(_ new: Chord?) {
    chord = new
    guard let new else { return }
    if let last, new != last {
      for (index, key) in Self.keys.enumerated() {
        support[index] += Self.changeWeight * harmony.lift(of: new, after: last, in: key)
      }
    }
    last = new
  }

  private mutating func rememberChord() {
    guard let chord else { return }
    chordLength += step
    if first == nil, chordLength >= Self.firstLength { first = chord }
    guard chordLength <= Self.longest else { return }
    for (index, key) in Self.keys.enumerated() {
      support[index] += Self.chordWeight * Float(step) * harmony.likelihood(of: chord, in: key)
    }
  }

  private mutating func decide() -> (key: Key, confidence: Float)? {
    guard seconds >= Self.patience else { return nil }
    let (leader, lead) = leadingKey()
    guard leader != current else {
      challenger = nil
      return nil
    }
    challenged = leader == challenger ? challenged + step : 0
    challenger = leader
    guard current == nil ? lead >= Self.lead : challenged >= 3 else { return nil }
    current = leader
    challenger = nil
    return (Self.keys[leader], 1 - expf(-lead / 2))
  }

  private func leadingKey() -> (key: Int, lead: Float) {
    var best = (key: 0, score: -Float.infinity)
    var second = -Float.infinity
    for (index, key) in Self.keys.enumerated() {
      var score = support[index] + Self.profileWeight * profiles.correlation(with: key)
      if let first {
        score += Self.firstWeight * harmony.likelihood(ofBeginningWith: first, in: key)
      }
      if let current, index != current {
        score -= Self.keys[current].relative == key ? Self.relativeLead : Self.lead
      }
      if score > best.score {
        second = best.score
        best = (index, score)
      } else {
        second = max(second, score)
      }
    }
    return (best.key, best.score - second)
  }
}
