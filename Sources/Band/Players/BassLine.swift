import Music

/// The choice of one note of a bass line.
struct BassLine {
  let cell: Cell
  let attack: Attack<BassStep>

  /// Whether it is a line that walks, in which a semitone from outside of the chord may lead into the next.
  let isWalk: Bool

  /// Where roots lie, up to the chord's own.
  let path: RootPath

  /// The key of the note before.
  let previous: Int

  /// The key of the one before that, where there is one.
  let earlier: Int?

  /// What it costs a walk to go back to where it came from: a line goes somewhere.
  private static let turn = 1.5

  /// What it costs a walk to lead on from outside of the chord: less than it does other lines, whose tones are the chord's.
  private static let freedom = 1.2

  /// What it costs a walk to be at the next root too early: it would have to leave it, or to stand still.
  private static let haste = 1.5
  let touch: Touch

  /// The key of the chord's bass note.
  private var root: Int { path.last }

  func key(of pitch: BassStep.Pitch, chord: Chord) -> Int {
    switch pitch {
    case .degree(1, let octave): fitted(root + 12 * octave)
    case .degree(5, octave: 0): leading(degree(pitch, of: chord), over: chord)
    case .degree, .interval: degree(pitch, of: chord)
    case .walk: walk(over: chord)
    case .approach: approach(from: chord)
    }
  }

  private func degree(_ pitch: BassStep.Pitch, of chord: Chord) -> Int {
    fitted(root - chord.bass.interval(above: chord.root) + (pitch.semitones(above: chord) ?? 0))
  }

  /// `key`, or the octave below, if from there it is more than an octave to the root of a chord that comes within a
  /// beat, and not from the note before.
  private func leading(_ key: Int, over chord: Chord) -> Int {
    guard let next = change(over: chord), attack.end > Double(cell.beat + next.distance) - 1.01,
      abs(key - next.key) > 12, abs(key - 12 - previous) <= 12
    else { return key }
    return fitted(key - 12)
  }

  /// The octave of `key` that a bass has.
  private func fitted(_ key: Int) -> Int {
    var key = key
    while key < Bassist.range.lowerBound { key += 12 }
    while key > Bassist.range.upperBound { key -= 12 }
    return key
  }

  /// A note of the chord or its scale, on the way to the next root; the last one before it approaches it.
  private func walk(over chord: Chord) -> Int {
    let next = change(over: chord)
    let left = next.map { steps(to: cell.beat + $0.distance) } ?? max(2, known.count)
    if left == 1 { return approach(from: chord) }
    let target = next?.key ?? root
    let early = next.map { PitchClass($0.key) }
    let ideal = Double(previous) + Double(target - previous) / Double(left)
    let scale = chord.scale(in: cell.key)
    let reachable = (previous - 5...previous + 5).filter { key in
      key != previous && (28...50).contains(key)
        && scale.contains(PitchClassSet(key))
    }
    return choice(of: reachable) { key in
      0.7 * abs(Double(key) - ideal) + (chord.contains(PitchClass(key)) ? 0 : 0.7)
        + (PitchClass(key) == chord.root ? 2.5 : 0)
        + (PitchClass(key) == early ? Self.haste : 0)
        + (key == earlier ? Self.turn : 0)
    }
  }

  /// A neighbour or the fifth of the next root, rather one that belongs to the chord, or a note of the chord that
  /// is not far from it; of the chord's own notes where the next root is unknown.
  private func approach(from chord: Chord) -> Int {
    let next = cell.nextChord
    guard let next, chord.movesBass(to: next) else {
      let tones = (28...50).filter { $0 != root && chord.contains(PitchClass($0)) }
      return choice(of: tones) { Double(abs($0 - previous)) + ($0 == previous ? 6 : 0) }
    }
    let target = root(of: next)
    let steps = [-1: 0.0, 1: 0.4, -2: 0.5, 2: 0.5, 7: 0.8, -5: 0.8]
    let keys = (target - 7...target + 7).filter { key in
      let isNear = abs(key - target) <= 5 && key != target && chord.contains(PitchClass(key))
      return (28...50).contains(key) && (isNear || steps[key - target] != nil)
    }
    return choice(of: keys) { key in
      (steps[key - target] ?? 1.2) + foreignness(of: key, to: chord, before: target) + 0.25
        * Double(abs(key - previous))
        + (key == previous ? 3 : 0) + (key == earlier ? Self.turn : 0)
    }
  }

  /// What it costs that a note which leads to `target` is not of the chord, and not of its scale either.
  private func foreignness(of key: Int, to chord: Chord, before target: Int) -> Double {
    if chord.contains(PitchClass(key)) { return 0 }
    let isOfScale = chord.scale(in: cell.key).contains(PitchClassSet(key))
    if isWalk, isOfScale || abs(key - target) == 1 { return Self.freedom }
    return isOfScale ? 2 : 3
  }

  /// The key with the lowest cost, give or take a whim.
  private func choice(of keys: [Int], cost: (Int) -> Double) -> Int {
    let costs = keys.map { key in
      (key, cost(key) + 2 * touch.noise.unit(.bass, bar: cell.beat, step: key, salt: 7))
    }
    return costs.min { $0.1 < $1.1 }?.0 ?? root
  }

  /// The chords that are known to follow, a beat each.
  private var known: [Chord] { cell.outlook.dropFirst().prefix { $0 != nil }.compactMap(\.self) }

  /// Where the bass of the next other chord is going to be played, and how many beats away it is.
  private func change(over chord: Chord) -> (key: Int, distance: Int)? {
    let known = known
    return known.firstIndex(where: chord.movesBass).map { (root(of: known[$0]), $0 + 1) }
  }

  /// How many notes as long as this one it takes until `beat`.
  private func steps(to beat: Int) -> Int {
    max(1, Int(((Double(beat) - attack.start) / (attack.end - attack.start)).rounded()))
  }

  /// Where the bass note of `chord`, which comes next, is going to be played.
  private func root(of chord: Chord) -> Int {
    var path = path
    return path.move(to: chord.bass)
  }
}

extension ChordQuality {
  /// Semitones from the root to a degree, 1 to 8; the octave for a seventh that is not there.
  func interval(ofDegree degree: Int) -> Int {
    switch degree {
    case 2: self == .halfDiminished7 ? 1 : 2
    case 3: intervals[1]
    case 4: 5
    case 5: intervals[2]
    case 6: self == .halfDiminished7 ? 8 : 9
    case 7: intervals.count > 3 ? intervals[3] : 12
    case 8: 12
    default: 0
    }
  }
}
