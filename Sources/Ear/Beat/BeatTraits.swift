import Glibc

/// What a ``BeatTrail`` looks like if the beat is heard in one way.
///
/// Rhythm and harmony are laid out in beats: where in the beat new sound comes, in three registers; how
/// like itself the rhythm is some beats later; on how many beats, halves and thirds there are strokes;
/// where in the beat chords change and after how many; where the player began; and the tempo.
struct BeatTraits {
  /// The parts of a beat that are told apart.
  private static let parts = 24
  private static let coarse = 12
  private static let lags = [0.25, 1.0 / 3, 0.5, 1, 2, 3, 4]
  private static let lengths = [1.0, 2, 3, 4, 6, 8]
  private static let longest = 40

  static let count = 3 * parts + lags.count + 8 + lengths.count + 1 + 7 + 2 + 4 + 2

  /// Beats a minute of the tempo that is taken for usual.
  private static let usualTempo = 115.0

  var values: [Float] = []

  /// Describes `trail` as heard in the way of `sense`; `rate` is that of its steps, in hertz.
  init(_ trail: BeatTrail, _ sense: BeatSense, rate: Double) {
    values.reserveCapacity(Self.count)
    addRegisters(trail, sense)
    addRhythm(trail, sense)
    addChanges(trail, sense)
    addBeginning(trail, sense)
    let octaves = log2(60 * rate * sense.ratio / trail.interval / Self.usualTempo)
    values += [Float(octaves), Float(octaves * octaves), Float(max(0, octaves)), 1]
    addWords(trail.words, sense)
  }

  /// Where in the beat each register has its new sound, in shares.
  private mutating func addRegisters(_ trail: BeatTrail, _ sense: BeatSense) {
    var shares = [SIMD3<Float>](repeating: .zero, count: Self.parts)
    var sum = SIMD3<Float>(repeating: 1e-3)
    for frame in trail.frames {
      let place = sense.place(frame.place)
      let part = (place - place.rounded(.down)) * Double(Self.parts)
      let first = Int(part)
      let rest = Float(part) - Float(first)
      shares[first % Self.parts] += (1 - rest) * frame.gain
      shares[(first + 1) % Self.parts] += rest * frame.gain
      sum += frame.gain
    }
    for register in 0..<3 { values += shares.map { $0[register] / sum[register] } }
  }

  /// How like itself the rhythm is some beats later, and where strokes fall.
  private mutating func addRhythm(_ trail: BeatTrail, _ sense: BeatSense) {
    let end = sense.place(trail.place)
    let length = min(Double(Self.longest), Double(trail.steps) / trail.interval * sense.ratio)
    let start = (end - length).rounded(.up)
    let beats = max(1, Int(end - start))
    var all = [Float](repeating: 0, count: beats * Self.coarse + 1)
    var low = all
    for frame in trail.frames {
      let part = (sense.place(frame.place) - start) * Double(Self.coarse) + 0.5
      guard part >= 0, Int(part) < all.count else { continue }
      let sum = 3 * frame.gain[0] + frame.gain[1] + 0.7 * frame.gain[2]
      all[Int(part)] = max(all[Int(part)], sum)
      low[Int(part)] = max(low[Int(part)], frame.gain[0])
    }
    addLikeness(all)
    addStrokes(all, at: [[0], [6], [4, 8], [3, 9], [2, 10]])
    addStrokes(low, at: [[0], [6], [4, 8]])
  }

  private mutating func addLikeness(_ rhythm: [Float]) {
    let power = rhythm.reduce(1e-3) { $0 + $1 * $1 }
    for lag in Self.lags {
      let shift = Int((lag * Double(Self.coarse)).rounded())
      var product: Float = 0
      for index in stride(from: shift, to: rhythm.count, by: 1) {
        let near = max(
          rhythm[index - shift],
          max(
            index - shift > 0 ? rhythm[index - shift - 1] : 0,
            index - shift + 1 < rhythm.count ? rhythm[index - shift + 1] : 0))
        product += rhythm[index] * min(near, rhythm[index])
      }
      values.append(min(1, product / power))
    }
  }

  /// On how many of the beats there is a stroke at each of `places`.
  private mutating func addStrokes(_ rhythm: [Float], at places: [[Int]]) {
    let least = 0.3 * (rhythm.max() ?? 0)
    let beats = rhythm.count / Self.coarse
    for place in places {
      var count = 0
      for part in place {
        for beat in 0..<beats {
          let center = beat * Self.coarse + part
          let near = rhythm[max(0, center - 1)...min(rhythm.count - 1, center + 1)]
          if near.contains(where: { $0 > least }) { count += 1 }
        }
      }
      values.append(Float(count) / Float(max(1, beats * place.count)))
    }
  }

  /// Where in the beat chords change, after how many beats, and how well that goes into bars.
  private mutating func addChanges(_ trail: BeatTrail, _ sense: BeatSense) {
    let places = trail.changes.map { sense.place($0.place) }
    var at = [Float](repeating: 0, count: 4)
    for place in places { at[Self.part(of: place)] += 1 }
    var after = [Float](repeating: 0, count: Self.lengths.count + 1)
    for (one, next) in zip(places, places.dropFirst()) {
      after[Self.lengths.firstIndex { abs(next - one - $0) < 0.3 } ?? Self.lengths.count] += 1
    }
    let weight = Float(min(4, places.count)) / 4 / Float(max(1, places.count))
    values += after.map { $0 * weight }
    values += at.map { $0 * weight }
    for metre in [2, 3, 4] {
      values.append(Self.share(of: places, inBarsOf: metre) * Float(places.count) * weight)
    }
  }

  /// The share of `places` that are on a beat, and that of bars of `metre` on which most are.
  static func share(of places: [Double], inBarsOf metre: Int) -> Float {
    var bars = [Float](repeating: 0, count: metre)
    for place in places where part(of: place) == 0 {
      bars[((Int(place.rounded()) % metre) + metre) % metre] += 1
    }
    return (bars.max() ?? 0) / Float(max(1, places.count))
  }

  private mutating func addBeginning(_ trail: BeatTrail, _ sense: BeatSense) {
    let part = trail.beginning.map { Self.part(of: sense.place($0)) }
    values += [part == 0 ? 1 : 0, part == 1 ? 1 : 0]
  }

  /// 0 on the beat, 1 halfway, 2 a third or two, 3 elsewhere.
  private static func part(of place: Double) -> Int {
    let part = place - place.rounded(.down)
    if part < 0.12 || part > 0.88 { return 0 }
    if abs(part - 0.5) < 0.1 { return 1 }
    return abs(part - 1.0 / 3) < 0.07 || abs(part - 2.0 / 3) < 0.07 ? 2 : 3
  }
}
