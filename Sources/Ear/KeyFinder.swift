import Glibc
import Music

/// Hears the key, from the chords and pitch classes of the last half minute or so.
///
/// Each chord speaks for the keys in which it has a function, for as long as it sounds, and the first one for
/// its own: songs begin at home more often than not, which tells relative keys apart. Pitch classes,
/// against the profiles of Temperley, "What's key for key? The Krumhansl-Schmuckler key-finding
/// algorithm reconsidered" (Music Perception 17, 1999), have a say, too. Another key has to lead for
/// three seconds before it is believed.
package struct KeyFinder: Listener {
  package static let parts: FrontEnd.Parts = [.notes, .chords]

  private static let major: [Float] = [5, 2, 3.5, 2, 4.5, 4, 2, 4.5, 2, 3.5, 1.5, 4]
  private static let minor: [Float] = [5, 2, 3.5, 4.5, 2, 4, 2, 4.5, 3.5, 2, 1.5, 4]
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
  /// What the first chord that lasts this long says for itself.
  private static let homeWeight: Float = 3.5
  private static let firstLength = 0.8
  /// What a correlation of 1 counts for.
  private static let profileWeight: Float = 8
  /// By how much another key has to lead.
  private static let lead: Float = 0.7

  private let harmony = KeyHarmony()
  private var frames = 0
  private var heard = [Float](repeating: 0, count: 12)
  /// What the chords say of each key.
  private var support = [Float](repeating: 0, count: 24)
  private var chord: Chord?
  private var chordLength = 0.0
  private var first: Chord?
  private var seconds = 0.0
  private var current: Int?
  private var challenger: Int?
  private var challenged = 0.0

  package init() {}

  /// Hears a step; calls `emit` if the key has changed.
  package mutating func hear(_ front: FrontEnd, _ emit: (KeyEstimate) -> Void) {
    for estimate in front.chords where estimate.isSettled {
      chord = estimate.chord
      chordLength = Double(estimate.heard - estimate.frame) / front.sampleRate
    }
    guard front.news.contains(.notes), let spectra = front.spectra else { return }
    frames += 1
    guard frames % Self.stride == 0, spectra.long.isSounding else { return }
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

  private mutating func remember(_ notes: [Float]) {
    let chroma = Chroma(notes)
    let forget = Float(exp(-step / Self.memory))
    for index in 0..<12 {
      heard[index] = heard[index] * forget + chroma.treble[index] + 0.5 * chroma.bass[index]
    }
    for index in support.indices { support[index] *= forget }
    seconds += step
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
    guard current == nil || challenged >= 3 else { return nil }
    current = leader
    challenger = nil
    return (Self.keys[leader], 1 - expf(-lead / 2))
  }

  private func leadingKey() -> (key: Int, lead: Float) {
    var best = (key: 0, score: -Float.infinity)
    var second = -Float.infinity
    for (index, key) in Self.keys.enumerated() {
      let profile = key.mode == .major ? Self.major : Self.minor
      var score =
        support[index] + Self.profileWeight * correlation(tonic: key.tonic.semitones, profile)
      if let first, KeyHarmony.isTonic(first, of: key) { score += Self.homeWeight }
      if index == current { score += Self.lead }
      if score > best.score {
        second = best.score
        best = (index, score)
      } else {
        second = max(second, score)
      }
    }
    return (best.key, best.score - second)
  }

  /// Pearson's correlation of what was heard, from `tonic` up, with `profile`.
  private func correlation(tonic: Int, _ profile: [Float]) -> Float {
    let mean = heard.reduce(0, +) / 12
    let profileMean = profile.reduce(0, +) / 12
    var product: Float = 0
    var square: Float = 0
    var profileSquare: Float = 0
    for degree in 0..<12 {
      let x = heard[(tonic + degree) % 12] - mean
      let y = profile[degree] - profileMean
      product += x * y
      square += x * x
      profileSquare += y * y
    }
    let scale = (square * profileSquare).squareRoot()
    return scale > 0 ? product / scale : 0
  }
}
