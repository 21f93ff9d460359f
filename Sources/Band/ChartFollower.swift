package import Chart
package import Music

/// A chart that is being played: where in it the player is, and so what comes next.
///
/// A forward filter over the beats of the chart, as score followers use (Orio and Déchelle, "Score
/// following using spectral analysis and hidden Markov models", ICMC 2001): each beat the player goes
/// on to the next, or at a bar line jumps, to a section rather than elsewhere, or leaves the chart;
/// what the ear hears tells which he did.
package struct ChartFollower: ChordSource {
  let chart: Chart

  /// The chord of each beat of the chart, and whether a bar begins with it.
  let chords: [Chord?]
  private let downbeats: [Bool]

  /// The beats that bars begin with, and those that sections do.
  let starts: [Int]
  private let entries: [Int]

  /// How likely the player is at each beat of the chart, at `beat` of the clock.
  ///
  /// The last element is for a player who plays something else. Empty until something is heard.
  private(set) var belief: [Double] = []
  private var beat = 0

  /// The same, with what is heard since but not yet considered.
  private(set) var outlook: [Double] = []
  private(set) var outlookBeat = 0

  /// The chords heard, by the beat at which they began.
  private var hearings: [Int: Chord] = [:]
  private var downbeat: (beat: Int, count: Int)?

  /// Where the player has said that he will be, and at what beat of the clock.
  var jump: (beat: Int, position: Int)?

  package init(_ chart: Chart) {
    self.chart = chart
    chords = chart.beats
    downbeats = chart.bars.flatMap { bar in (0..<bar.beats).map { $0 == 0 } }
    let ends = chart.bars.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.beats) }
    starts = Array(ends.dropLast())
    entries = chart.sections.map { ends[$0.bar] }
  }

  package mutating func hear(_ chord: Chord, from beat: Int) {
    hearings[beat] = chord
    if belief.isEmpty { begin(at: beat) }
    look(to: max(beat, outlookBeat))
  }

  package mutating func follow(downbeat beat: Int, beatsPerBar: Int) {
    downbeat = (beat, beatsPerBar)
  }

  /// Takes in that the clock has come to `now`: what was heard a beat ago or earlier stands.
  package mutating func pass(_ now: Double) {
    guard !belief.isEmpty else { return }
    let settled = Int(now.rounded(.down)) - 1
    guard settled > beat else { return }
    // A clock that has gone on without us does not hold us up.
    if settled > beat + 64 { beat = settled - 64 }
    while beat < settled {
      beat += 1
      step(&belief, to: beat)
    }
    hearings = hearings.filter { $0.key > beat - 64 }
    if let jump, beat >= jump.beat { self.jump = nil }
    look(to: max(beat, outlookBeat))
  }

  package func forecast(at beat: Int) -> ChordForecast {
    let distance = beat - outlookBeat
    guard !outlook.isEmpty, (0..<64).contains(distance) else { return ChordForecast() }
    if let jump, beat >= jump.beat, outlookBeat < jump.beat {
      let chord = chords[(jump.position + beat - jump.beat) % chords.count]
      return chord.map { ChordForecast($0) } ?? ChordForecast()
    }
    var forecast = ChordForecast()
    for position in chords.indices where outlook[position] > 0.01 {
      guard let chord = chords[(position + distance) % chords.count] else { continue }
      forecast.add(chord, outlook[position])
    }
    return forecast
  }

  package mutating func reset() {
    belief = []
    outlook = []
    hearings = [:]
    jump = nil
  }

  /// The first beat of the bar of `beat`.
  private func bar(of beat: Int) -> Int {
    guard let downbeat else { return beat }
    let past = (beat - downbeat.beat) % downbeat.count
    return beat - (past < 0 ? past + downbeat.count : past)
  }

  /// Expects the player at the start of the chart, or of a section, in the bar of `beat`.
  mutating func begin(at beat: Int) {
    var belief = [Double](repeating: 0, count: chords.count + 1)
    for entry in entries { belief[entry] += 0.2 / Double(entries.count) }
    belief[0] += 0.7
    belief[chords.count] = 0.1
    weigh(&belief, at: bar(of: beat))
    begin(at: bar(of: beat), with: belief)
  }

  /// Begins at `beat` with what is believed of it.
  mutating func begin(at beat: Int, with belief: [Double]) {
    self.beat = beat
    self.belief = belief
    outlook = belief
    outlookBeat = beat
  }

  /// Works out what is likely at `end`, with what has been heard so far.
  private mutating func look(to end: Int) {
    outlook = belief
    outlookBeat = beat
    let latest = min(end, hearings.keys.max() ?? beat)
    while outlookBeat < latest {
      outlookBeat += 1
      step(&outlook, to: outlookBeat)
    }
  }

  /// How often, at a bar line, a player jumps to a section, to any bar, leaves the chart, or comes back.
  private static let toSection = 0.015
  private static let toBar = 0.005
  private static let away = 0.01
  private static let back = 0.15

  private func step(_ belief: inout [Double], to beat: Int) {
    let outside = chords.count
    let old = belief
    let isDownbeat = bar(of: beat) == beat
    let inside = old[..<outside].reduce(0, +)
    let leaving = isDownbeat ? Self.toSection + Self.toBar + Self.away : 0
    for position in 0..<outside {
      belief[(position + 1) % outside] = old[position] * (1 - leaving)
    }
    belief[outside] = old[outside]
    if let jump, beat == jump.beat {
      belief = certainty(of: jump.position)
      return
    }
    if isDownbeat {
      let returning = old[outside] * Self.back
      let jumps = inside * Self.toSection + returning / 2
      let starts = inside * Self.toBar + returning / 2
      for entry in entries { belief[entry] += jumps / Double(entries.count) }
      for position in 0..<outside where downbeats[position] {
        belief[position] += starts / Double(chart.bars.count)
      }
      belief[outside] += inside * Self.away - returning
    }
    weigh(&belief, at: beat)
  }

  /// Holds what is believed against what was heard at `beat`.
  private func weigh(_ belief: inout [Double], at beat: Int) {
    let latest = hearings.keys.filter { $0 <= beat }.max()
    let heard = latest.flatMap { hearings[$0] }
    let isDownbeat = downbeat.map { _ in bar(of: beat) == beat }
    for position in chords.indices {
      belief[position] *= Self.likelihood(of: heard, where: chords[position])
      if let isDownbeat, isDownbeat != downbeats[position] { belief[position] *= 0.2 }
    }
    belief[chords.count] *= heard == nil ? 1 : 0.12
    let total = belief.reduce(0, +)
    guard total > 0 else { return }
    for index in belief.indices { belief[index] /= total }
  }

  /// How likely the ear says `heard` while the chart has `written`; it errs, and is late at times.
  private static func likelihood(of heard: Chord?, where written: Chord?) -> Double {
    guard let heard else { return 1 }
    guard let written else { return 0.15 }
    if heard.isAlike(written) { return 0.8 }
    if heard.root == written.root { return 0.4 }
    return heard.isRelated(to: written) ? 0.25 : 0.03
  }
}
