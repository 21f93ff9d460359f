package import Chart
package import Music

/// A chart that is being played: where in it the player is, and so what comes next.
package struct ChartFollower: ChordSource {
  let score: ChartScore

  /// Where the player is, by all that stands; `nil` until something is heard.
  private var belief: ChartBelief?

  /// The same, with what is heard since but not yet considered.
  private(set) var outlook: ChartBelief?

  /// The chords heard, or none, by the beat at which they began.
  private var hearings: [Int: Chord?] = [:]
  private var downbeat: (beat: Int, count: Int)?

  /// The beat with which the player began by his own word; he was nowhere in the chart before.
  var beginning = Int.min

  /// Where the player has said that he will be, and at what beat of the clock.
  private(set) var jump: (beat: Int, position: Int)?

  /// Where it was begun without anybody being heard, and whether the player has said that he will be there; `nil`
  /// once a chord was heard.
  var lead: (position: Int, isTold: Bool)?

  package init(_ chart: Chart) { score = ChartScore(chart) }

  package mutating func hear(_ chord: Chord?, from beat: Int) {
    guard chord != nil || belief != nil else { return }
    if chord != nil { meet(at: beat) }
    hearings[beat] = .some(chord)
    if belief == nil { expectStart(at: beat) }
    look(to: beat)
  }

  package mutating func follow(downbeat beat: Int, beatsPerBar: Int) {
    downbeat = (beat, beatsPerBar)
    guard var belief else { return }
    belief.realign(
      to: belief.beat - bar(of: belief.beat), beatsPerBar: beatsPerBar, score,
      share: lead == nil ? 0.5 : 1)
    self.belief = belief
    look(to: belief.beat)
  }

  /// How far back something is heard anew, and how far ahead something is foretold, in beats.
  private static let reach = 64

  /// How far back a place is told, in beats: the ear speaks of what has been.
  private static let past = 8

  /// Takes in that the clock has come to `now`: what was heard a beat ago or earlier stands.
  package mutating func pass(_ now: Double) {
    guard var belief else { return }
    let settled = Int(now.rounded(.down)) - 1
    guard settled > belief.beat else { return }
    // A clock that has gone on without us does not hold us up.
    belief.skip(to: max(belief.beat, settled - Self.reach))
    while belief.beat < settled { step(&belief) }
    self.belief = belief
    hearings = hearings.filter { $0.key > settled - Self.reach }
    if let jump, settled >= jump.beat { self.jump = nil }
    look(to: settled)
  }

  package func forecast(at beat: Int) -> ChordForecast {
    var forecast = ChordForecast()
    for (position, share) in places(at: beat) where share > 0.01 {
      if let chord = score.chords[position] { forecast.add(chord, share) }
    }
    return forecast
  }

  package mutating func go(toBar bar: Int, at beat: Int) {
    guard score.starts.indices.contains(bar) else { return }
    jump = (beat, score.starts[bar])
    guard belief == nil else { return }
    begin(ChartBelief(at: score.starts[bar], on: beat, score))
    beginning = beat
  }

  /// Expects the player at the start of the chart, or of a section, at `beat` or in its bar.
  package mutating func expectStart(at beat: Int) {
    var belief = ChartBelief(beginning: beat, after: beat - bar(of: beat), score)
    belief.weigh(score, evidence(at: belief.beat))
    begin(belief)
  }

  /// Forgets where the player is: the next chord that is heard begins the chart anew.
  package mutating func reset() {
    belief = nil
    outlook = nil
    hearings = [:]
    jump = nil
    lead = nil
    beginning = .min
  }

  /// The beats of the chart at which the player may be at `beat`, and how likely each is; none where that
  /// is too far to tell.
  func places(at beat: Int) -> [(position: Int, share: Double)] {
    guard let outlook, beat >= beginning,
      (-Self.past..<Self.reach).contains(beat - outlook.beat)
    else { return [] }
    let count = score.chords.count
    let distance = beat - outlook.beat + Self.past * count
    if let jump, beat >= jump.beat, outlook.beat < jump.beat {
      return [((jump.position + beat - jump.beat) % count, 1)]
    }
    return (0..<count).map { (($0 + distance) % count, outlook.shares[$0]) }
  }

  mutating func begin(_ belief: ChartBelief) {
    self.belief = belief
    outlook = belief
  }

  /// Works out what is likely at `beat`, or as late as something was heard, with what has been heard so far.
  private mutating func look(to beat: Int) {
    guard var outlook = belief else { return }
    let latest = min(max(beat, self.outlook?.beat ?? beat), hearings.keys.max() ?? outlook.beat)
    while outlook.beat < latest { step(&outlook) }
    self.outlook = outlook
  }

  private func step(_ belief: inout ChartBelief) {
    let next = belief.beat + 1
    if let jump, jump.beat == next {
      belief = ChartBelief(at: jump.position, on: next, score)
    } else if lead != nil {
      belief.goOn()
    } else {
      belief.step(score, evidence(at: next))
    }
  }

  private func evidence(at beat: Int) -> ChartBelief.Evidence {
    let latest = hearings.keys.filter { $0 <= beat }.max()
    return ChartBelief.Evidence(
      chord: latest.flatMap { hearings[$0] ?? nil },
      isDownbeat: downbeat.map { _ in bar(of: beat) == beat })
  }

  /// The first beat of the bar of `beat`.
  private func bar(of beat: Int) -> Int {
    guard let downbeat else { return beat }
    let past = (beat - downbeat.beat) % downbeat.count
    return beat - (past < 0 ? past + downbeat.count : past)
  }
}
