import Music

/// How likely a player is at each beat of a chart, and how likely he plays something else.
///
/// A forward filter, as score followers use (Orio and Déchelle, "Score following using spectral
/// analysis and hidden Markov models", ICMC 2001): each beat the player goes on to the next, or at a bar
/// line jumps, to a section rather than elsewhere, or leaves the chart; what the ear hears tells
/// which he did.
struct ChartBelief: Sendable {
  /// The beat of the clock for which this holds.
  private(set) var beat: Int

  /// One for each beat of the chart; the last is for a player who plays something else.
  private(set) var shares: [Double]

  /// What is heard of a beat.
  struct Evidence {
    /// The chord that the ear hears there.
    var chord: Chord?

    /// Whether it is a downbeat; `nil` where the clock does not know its bars.
    var isDownbeat: Bool?
  }

  /// Expects the player to have begun the chart, or a section, with the bar of the clock that began `past`
  /// beats before `beat`, or with `beat` itself, since the clock may not know its bars yet.
  init(beginning beat: Int, after past: Int, _ score: ChartScore) {
    self.beat = beat
    let outside = score.chords.count
    shares = Array(repeating: 0, count: outside + 1)
    for lead in [0, past] {
      for entry in score.entries {
        shares[(entry + lead) % outside] += 0.1 / Double(score.entries.count)
      }
      shares[lead % outside] += 0.35
    }
    shares[outside] = 0.1
  }

  /// Knows the player at `position`.
  init(at position: Int, on beat: Int, _ score: ChartScore) {
    self.beat = beat
    shares = (0...score.chords.count).map { $0 == position ? 1 : 0 }
  }

  /// Takes in that the clock counts its bars anew, and that `place` beats of the present one have passed:
  /// the player may as well be where the chart's bars are the same, as `share` of what is believed says then.
  mutating func realign(to place: Int, beatsPerBar: Int, _ score: ChartScore, share: Double) {
    let count = score.chords.count
    let old = shares
    for position in 0..<count where old[position] > 0 {
      var step = (place - score.offsets[position]) % beatsPerBar
      if step > beatsPerBar / 2 { step -= beatsPerBar }
      if step < -beatsPerBar / 2 { step += beatsPerBar }
      shares[position] -= old[position] * share
      shares[((position + step) % count + count) % count] += old[position] * share
    }
  }

  /// Lets the clock stand at `beat`, whatever came before.
  mutating func skip(to beat: Int) { self.beat = beat }

  /// Goes on to the next beat where there is nobody to follow.
  mutating func goOn() {
    beat += 1
    let outside = shares.count - 1
    shares = [shares[outside - 1]] + shares[..<(outside - 1)] + [shares[outside]]
  }

  /// How often, at a bar line, a player jumps to a section, to any bar, leaves the chart, or comes back.
  private static let toSection = 0.015
  private static let toBar = 0.005
  private static let away = 0.01
  private static let back = 0.15

  /// How often the clock counts a beat too many, or one too few.
  private static let slip = 0.004

  /// How likely the clock takes a beat for a downbeat, or not, that is none in the chart, or one.
  private static let miscount = 0.45

  /// Goes on to the next beat of the clock, of which `evidence` tells.
  mutating func step(_ score: ChartScore, _ evidence: Evidence) {
    beat += 1
    let outside = score.chords.count
    let old = shares
    let inside = old[..<outside].reduce(0, +)
    let isBarLine = evidence.isDownbeat ?? true
    let leaving = isBarLine ? Self.toSection + Self.toBar + Self.away : 0
    for position in 0..<outside {
      let before = (position + outside - 1) % outside
      let slipped = old[position] + old[(position + 2 * outside - 2) % outside]
      shares[position] = old[before] * (1 - leaving - 2 * Self.slip) + slipped * Self.slip
    }
    if isBarLine {
      let returning = old[outside] * Self.back
      let jumps = inside * Self.toSection + returning / 2
      let starts = inside * Self.toBar + returning / 2
      for entry in score.entries { shares[entry] += jumps / Double(score.entries.count) }
      for start in score.starts { shares[start] += starts / Double(score.starts.count) }
      shares[outside] += inside * Self.away - returning
    }
    weigh(score, evidence)
  }

  /// Holds what is believed against what was heard.
  mutating func weigh(_ score: ChartScore, _ evidence: Evidence) {
    let outside = score.chords.count
    for position in score.chords.indices {
      shares[position] *= Self.likelihood(of: evidence.chord, where: score.chords[position])
      if let isDownbeat = evidence.isDownbeat, isDownbeat != (score.offsets[position] == 0) {
        shares[position] *= Self.miscount
      }
    }
    shares[outside] *= evidence.chord == nil ? 1 : 0.12
    let total = shares.reduce(0, +)
    guard total > 0 else { return }
    for index in shares.indices { shares[index] /= total }
  }

  /// How likely the ear says `heard` while the chart has `written`; it errs, and is late at times.
  private static func likelihood(of heard: Chord?, where written: Chord?) -> Double {
    guard let heard else { return 1 }
    guard let written else { return 0.15 }
    if heard.isAlike(written) { return 0.8 }
    if heard.root == written.root { return 0.4 }
    if heard.isRelated(to: written) { return 0.25 }
    return heard.pitchClasses.count(where: written.contains) >= 2 ? 0.1 : 0.03
  }
}
