import Glibc
import Melody
import Music

/// A line that is being made, note by note.
///
/// Each note is drawn from what the model of melodies says, among those that fit the chord: notes of
/// the chord where the line is firm, of the scale elsewhere, and neighbours of the next chord's notes
/// that lead into them.
struct MelodicLine: Sendable {
  /// The keys of the last notes, the latest last.
  private(set) var keys: [Int] = []
  private var lastTick: Int?

  /// The key that the last note leads into.
  private var target: Int?

  private static let memory = 5

  /// How much chance weighs against what is likely: 1 draws exactly as the model says.
  private static let temperature = 0.8

  /// Draws the key of the next note.
  mutating func next(_ place: NotePlace, model: MelodyModel?, noise: Noise) -> Int {
    let likely = likelihood(at: place, model: model)
    let scale = place.chord.scale(in: place.key)
    var best: (key: Int, score: Double)?
    for key in place.range {
      guard let price = price(of: key, at: place, scale: scale) else { continue }
      let luck = -log(-log(max(1e-9, noise.unit(.lead, bar: place.tick, step: key, salt: 12))))
      let score = likely(key) - price + Self.temperature * luck
      if score > best?.score ?? -.infinity { best = (key, score) }
    }
    let key = best?.key ?? place.range.lowerBound
    target = scale.contains(PitchClassSet(key)) ? nil : leading(of: key, into: place.landing)
    keys.append(key)
    if keys.count > Self.memory { keys.removeFirst() }
    lastTick = place.tick
    return key
  }

  /// The logarithm of how likely a line like this goes on to each key.
  private func likelihood(at place: NotePlace, model: MelodyModel?) -> (Int) -> Double {
    let last = keys.last ?? (place.range.lowerBound + place.range.upperBound) / 2
    guard let model else { return { key in -0.3 * Double(abs(key - last)) } }
    var facts = PitchFacts()
    facts.past = zip(keys.dropFirst(), keys).map { $0 - $1 }.reversed()
    facts.gap = lastTick.map { max(1, place.tick - $0) } ?? 48
    facts.place = place.place
    facts.beatsPerBar = place.beatsPerBar
    facts.degree = PitchClass(last).interval(above: place.chord.root)
    facts.quality = place.chord.quality.rawValue
    if let signature = place.key?.signature {
      facts.root = place.chord.root.interval(above: signature)
      facts.step = PitchClass(last).interval(above: signature)
    }
    let said = model.intervals(facts)
    let low = PitchFacts.intervals.lowerBound
    return { key in
      let index = key - last - low
      return log(Double(said.indices.contains(index) ? said[index] : 0) + 1e-4)
    }
  }

  /// What speaks against `key`; `nil` where it does not fit at all.
  private func price(of key: Int, at place: NotePlace, scale: PitchClassSet) -> Double? {
    var price = 0.0
    let isTone = place.chord.contains(PitchClass(key))
    if place.isFirm {
      guard isTone else { return nil }
    } else if !scale.contains(PitchClassSet(key)) {
      guard leading(of: key, into: place.landing) != nil else { return nil }
      price += 1
    }
    if let target { price += key == target ? 0 : 8 }
    if let wish = place.wish { price += 0.6 * Double(min(8, abs(key - wish))) }
    if keys.last == key { price += keys.dropLast().last == key ? 8 : 0.7 }
    // Lines come back to the middle of where the player is.
    let middle = Double(place.range.lowerBound + place.range.upperBound) / 2
    return price + 0.04 * abs(Double(key) - middle)
  }

  /// The note of `chord`, a semitone away, that `key` leads into.
  private func leading(of key: Int, into chord: Chord?) -> Int? {
    guard let chord else { return nil }
    return [key + 1, key - 1].first { chord.contains(PitchClass($0)) }
  }
}

extension Key {
  /// The tonic of the major key that has the same notes.
  fileprivate var signature: PitchClass { mode == .major ? tonic : tonic.raised(by: 3) }
}
