/// Counts beats into bars of three or four, and finds out where bars begin.
///
/// A bar begins where the chord changes, where a network hears a downbeat, and where the player began. What
/// speaks for each of the last beats may become known late; a ``BarBelief`` goes through them with each beat.
/// Constants are from takes that are not scored: `docs/decisions.md`.
struct BarCounter {
  /// Beats of which something may become known yet.
  private static let late = 24

  /// Beats after which a change of chord would be known, and by how many of late the network is asked how likely
  /// beats are.
  private static let settled = 3
  private static let recent = 12

  /// How likely metres are before anything is heard.
  private static let usual = [
    BarBelief.Metre(beats: 4, share: 0.8), BarBelief.Metre(beats: 3, share: 0.2),
  ]

  /// What a count-in says, the first stroke of all, and the first beat that is counted.
  private static let told: Float = 8
  private static let supposition: Float = 5
  private static let least: Float = 0.05

  /// How many times likelier another place must be than the next one for the count to move.
  private static let loyalty: Float = 2

  private(set) var beatsPerBar = 4

  /// The metre that the player told, so that it is not looked for; 0 for none.
  private(set) var toldBeats = 0
  /// What was believed of the first of `beats` before anything was known of it.
  private var belief = BarCounter.open(usual)
  private var beats: [BarBeat] = []
  /// Where the last beat was counted.
  private var place: BarBelief.Place?

  /// How likely the network finds the beats of late, on average, 0 to 1; `nil` before the first two.
  var likelihood: Float? {
    let recent = beats.dropLast().suffix(Self.recent)
    guard !recent.isEmpty else { return nil }
    return recent.reduce(0) { $0 + min(1, $1.chance) } / Float(recent.count)
  }

  /// Forgets the beats, and a metre that was found.
  mutating func reset() {
    let told = toldBeats
    self = BarCounter()
    tell(told)
  }

  /// Takes the number of beats in a bar from the player; 0 leaves it to the ear.
  ///
  /// Where bars are counted already, the first of that many beats began with the last bar.
  mutating func tell(_ beatsPerBar: Int) {
    let last = place
    toldBeats = beatsPerBar
    reopen()
    place = nil
    if let last { suppose(last.index + 1) }
  }

  private mutating func reopen() {
    beatsPerBar = toldBeats > 0 ? toldBeats : 4
    belief = Self.open(toldBeats > 0 ? [BarBelief.Metre(beats: toldBeats)] : Self.usual)
  }

  /// Declares that the next beat is a downbeat.
  mutating func begin() {
    reopen()
    beats = []
    place = nil
    belief.weigh(Self.told)
  }

  /// Counts two beats in a bar, as 6/8 has, unless the player told another number.
  mutating func countInTwo() {
    guard toldBeats == 0 else { return }
    beatsPerBar = 2
    belief = Self.open([BarBelief.Metre(beats: 2)])
  }

  /// Where nothing tells, bars begin with the first beat that is counted.
  private static func open(_ metres: [BarBelief.Metre]) -> BarBelief {
    var belief = BarBelief(metres)
    belief.weigh(least)
    return belief
  }

  /// Supposes that a bar began so many beats before the next one.
  mutating func suppose(_ count: Int) {
    if (1...max(1, beats.count)).contains(count), !beats.isEmpty {
      beats[beats.count - count].supposed += Self.supposition
    } else {
      belief.weigh(Self.supposition, back: count - beats.count)
    }
  }

  /// Counts the next beat, which falls at `frame`.
  mutating func count(frame: Int64) -> Int {
    if beats.count == Self.late {
      let known = beats.removeFirst()
      belief.weigh(evidence(of: known))
      belief.hear(change: known.hasChange)
      belief.advance()
    }
    beats.append(BarBeat(frame: frame))
    var now = belief
    for (index, beat) in beats.enumerated() {
      if index > 0 { now.advance() }
      now.weigh(evidence(of: beat))
      let isSettled = index + Self.settled < beats.count
      if beat.hasChange || isSettled { now.hear(change: beat.hasChange) }
    }
    var found = now.likeliest
    if let next = place.flatMap(now.after), found.likelihood < Self.loyalty * next.likelihood {
      found = next
    }
    place = found
    beatsPerBar = found.beats
    return found.index + 1
  }

  /// What but changes of chord speaks for a beat's being the first of a bar: of bars of more than four the network, which
  /// has never heard any, knows nothing.
  private func evidence(of beat: BarBeat) -> Float {
    toldBeats > 4 ? beat.supposed : beat.evidence
  }

  /// Learns that the chord changed at `frame`, on the beat nearest to it if that lies within `reach` frames.
  mutating func change(frame: Int64, reach: Int64) {
    guard let nearest = nearest(to: frame, reach: reach) else { return }
    beats[nearest].hasChange = true
  }

  /// Learns how likely a network finds a beat at `frame`, and the first of a bar.
  mutating func hear(chance: Float, ofDownbeat downbeat: Float, frame: Int64, reach: Int64) {
    guard let nearest = nearest(to: frame, reach: reach) else { return }
    beats[nearest].chance += chance
    beats[nearest].downbeatChance += downbeat
  }

  private func nearest(to frame: Int64, reach: Int64) -> Int? {
    let nearest = beats.indices.min { abs(beats[$0].frame - frame) < abs(beats[$1].frame - frame) }
    return nearest.flatMap { abs(beats[$0].frame - frame) <= reach ? $0 : nil }
  }
}
