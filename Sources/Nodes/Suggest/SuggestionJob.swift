internal import Band
internal import Graph
private import Music
internal import Progressions

/// Works out suggestions on a worker: the next chords at each beat, then one mood at a time.
///
/// Unchecked because a job never runs twice at once, and nothing else touches its state.
final class SuggestionJob: ChartFollowing, @unchecked Sendable {
  let desk: ChartDesk
  private let link: SuggestionLink
  private var sheet: BandSheet
  private var suggester: Suggester
  private var suggestion = Suggestion()

  /// The beat and the chord of the last suggestion.
  private var beat = Int.min
  private var chord: Chord?

  /// Where the clock is, in ticks.
  private var tick: Int64 = 0

  /// The moods whose continuations are to be worked out.
  private var moods: ArraySlice<Mood> = []

  private var backlog = Backlog<Event>()

  init(_ sheet: BandSheet, model: ProgressionModel?, link: SuggestionLink) {
    self.link = link
    self.sheet = sheet
    desk = ChartDesk(sheet)
    suggester = Suggester(model)
    suggester.source = sheet.chart
  }

  func run() -> Bool {
    var worked = desk.take { request in
      switch request {
      case .sheet(let sheet):
        suggester.change(to: sheet.chart, keepsPlace: sheet.chartPath == self.sheet.chartPath)
        self.sheet = sheet
      case .bars(let bars): suggester.go(toNextOf: bars)
      }
    }
    while let observation = link.takeObservation() {
      take(observation)
      worked = true
    }
    if let mood = moods.popFirst() {
      let steps = suggester.continuation(of: suggestion, in: mood)
      if !steps.isEmpty { backlog.append(Event(mood, steps, tick: tick)) }
      worked = true
    }
    backlog.flush { link.tell($0) }
    return worked
  }

  private func take(_ observation: Observation) {
    let beat = observation.beat
    switch observation.kind {
    case .clock:
      suggester.advance(to: beat, tempo: observation.value)
      tick = Int64(beat * SuggestNode.ticksPerBeat)
      suggest(at: Int(beat.rounded(.down)))
    case .chord: suggester.hear(observation.chord, at: beat, isSettled: false)
    case .settledChord: suggester.hear(observation.chord, at: beat, isSettled: true)
    case .downbeat: suggester.hear(downbeat: beat, beatsPerBar: Int(observation.count))
    case .panic: suggester.startOver()
    default: break
    }
  }

  private func suggest(at beat: Int) {
    let heard = suggester.chord
    guard beat != self.beat || heard != chord else { return }
    self.beat = beat
    let next = suggester.suggestion
    if next != suggestion { backlog.append(Event(next, tick: tick)) }
    suggestion = next
    if heard != chord, heard != nil { moods = Mood.allCases[...] }
    chord = heard
  }
}

extension Event {
  /// The event that tells `suggestion`: see ``EventType/fields``.
  fileprivate init(_ suggestion: Suggestion, tick: Int64) {
    self.init(.suggestion, time: tick)
    values[0] = Float(suggestion.beats)
    values[1] = Float(suggestion.period)
    for place in 0..<6 { values[2 + 3 * place] = -1 }
    for (place, share) in suggestion.next.shares.prefix(6).enumerated() {
      values[2 + 3 * place] = Float(share.chord.root.semitones)
      values[3 + 3 * place] = Float(share.chord.quality.rawValue)
      values[4 + 3 * place] = Float(share.probability)
    }
  }

  /// The event that tells how the tune may go on in `mood`.
  fileprivate init(_ mood: Mood, _ steps: [Suggestion.Step], tick: Int64) {
    self.init(.continuation, time: tick)
    values[0] = Float(mood.rawValue)
    for place in 0..<7 { values[1 + 3 * place] = -1 }
    for (place, step) in steps.prefix(7).enumerated() {
      values[1 + 3 * place] = Float(step.chord.root.semitones)
      values[2 + 3 * place] = Float(step.chord.quality.rawValue)
      values[3 + 3 * place] = Float(step.beats)
    }
  }
}
