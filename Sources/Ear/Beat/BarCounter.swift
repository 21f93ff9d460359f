/// Counts beats into bars of three or four, and finds out where bars begin.
///
/// A bar begins where the chord changes: each possible place of the downbeat collects the accents
/// that fall on it, old ones fading. The metre is the one whose best place has the larger share of
/// all accents; a wrong one is worse than a late one.
struct BarCounter {
  private struct Beat {
    let frame: Int64
    let index: Int
    var accent: Float
  }

  private static let fade: Float = 0.94

  /// By how much another place must lead before the count moves.
  private static let hysteresis: Float = 1.5

  /// By how much more it must lead where the first stroke of all is taken for the beginning of a bar.
  private static let supposition: Float = 1

  /// What another metre needs: its share of the accents, its lead, and accents to go by.
  ///
  /// Most music has four beats to a bar, and a few changes that were misheard can look like three:
  /// it takes a lot to leave four, and little to come back.
  private static let needs: [Int: (share: Float, lead: Float, evidence: Float)] = [
    3: (0.75, 0.3, 14), 4: (0.5, 0.1, 6),
  ]

  private(set) var beatsPerBar = 4

  /// Whether the player told the metre, so that it is not looked for.
  private var isTold = false
  private var beats: [Beat] = []
  private var index = 0
  private var downbeat = 0
  private var anchor: Float = 0

  /// Forgets the beats, and a metre that was found.
  mutating func reset() {
    let told = isTold ? beatsPerBar : 0
    self = BarCounter()
    tell(told)
  }

  /// Takes the number of beats in a bar from the player; 0 leaves it to the ear.
  mutating func tell(_ beatsPerBar: Int) {
    isTold = beatsPerBar > 0
    if isTold { self.beatsPerBar = beatsPerBar }
  }

  /// Declares that the next beat is a downbeat.
  mutating func begin() {
    beats = []
    downbeat = index
    anchor = 6
  }

  /// Counts two beats in a bar, as 6/8 has, unless the player told another number.
  mutating func countInTwo() {
    if !isTold { beatsPerBar = 2 }
  }

  /// Supposes that a bar began so many beats before the next one.
  mutating func suppose(_ count: Int) {
    downbeat = index - count
    anchor = Self.supposition
  }

  /// Counts the next beat, which falls at `frame`.
  mutating func count(frame: Int64) -> Int {
    let number = place(of: index - downbeat, in: beatsPerBar) + 1
    beats.append(Beat(frame: frame, index: index, accent: 0))
    if beats.count > 48 { beats.removeFirst() }
    index += 1
    return number
  }

  /// Adds an accent to the beat nearest to `frame`, if it lies within `reach` frames.
  mutating func accent(frame: Int64, weight: Float, reach: Int64) {
    let nearest = beats.indices.min { abs(beats[$0].frame - frame) < abs(beats[$1].frame - frame) }
    guard let nearest, abs(beats[nearest].frame - frame) <= reach else { return }
    beats[nearest].accent += weight
    reconsiderMetre()
    reconsiderPlace()
  }

  private mutating func reconsiderMetre() {
    guard !isTold, let needs = Self.needs[7 - beatsPerBar] else { return }
    let other = bestShare(of: 7 - beatsPerBar)
    guard beats.reduce(0, { $0 + $1.accent }) >= needs.evidence, other.share > needs.share,
      other.share > bestShare(of: beatsPerBar).share + needs.lead
    else { return }
    beatsPerBar = 7 - beatsPerBar
    downbeat = other.place
    anchor = 0
  }

  private mutating func reconsiderPlace() {
    let scores = scores(of: beatsPerBar, fade: Self.fade)
    let current = place(of: downbeat, in: beatsPerBar)
    guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }), best != current,
      scores[best] > scores[current] + Self.hysteresis + anchor
    else { return }
    downbeat = best
    anchor = 0
  }

  /// The place in a bar of `metre` beats that has most of the accents, and how much of them.
  private func bestShare(of metre: Int) -> (place: Int, share: Float) {
    let scores = scores(of: metre, fade: 0.98)
    let total = scores.reduce(0, +)
    guard total > 0, let best = scores.indices.max(by: { scores[$0] < scores[$1] }) else {
      return (0, 0)
    }
    return (best, scores[best] / total)
  }

  /// The accents at each place of a bar of `metre` beats, those long past weighing less.
  private func scores(of metre: Int, fade: Float) -> [Float] {
    var scores = [Float](repeating: 0, count: metre)
    var weight: Float = 1
    for beat in beats.reversed() {
      scores[place(of: beat.index, in: metre)] += weight * beat.accent
      weight *= fade
    }
    return scores
  }

  private func place(of index: Int, in metre: Int) -> Int {
    let rest = index % metre
    return rest < 0 ? rest + metre : rest
  }
}
