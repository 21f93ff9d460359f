package import Music
package import Progressions

/// Listens as the band does, and tells what may come next: by the form, the chart if there is one, and
/// where these do not know, by the language model of chords.
///
/// Plain code for a worker. The same calls give the same suggestions.
package struct Suggester: Sendable {
  var harmony = Harmony()
  private(set) var grid = BarGrid()
  private(set) var now = -Double.infinity

  /// The changes of chord that the model was told, and what it thought after each.
  private var trail: [(change: Harmony.Change, listener: ProgressionListener)] = []
  private let model: ProgressionModel?

  private static let trailLength = 64

  /// Without a model only the form is asked.
  package init(_ model: ProgressionModel?) { self.model = model }

  /// Takes in the ear's opinion of the chord that began at `beat`, its first or a considered one.
  package mutating func hear(_ chord: Chord?, at beat: Double, isSettled: Bool) {
    harmony.hear(chord, at: beat, isSettled: isSettled, now: now, grid: grid)
  }

  /// Takes in that `beat` is the first of a bar.
  package mutating func hear(downbeat beat: Double, beatsPerBar: Int) {
    guard grid.setDownbeat(Int(beat.rounded()), beatsPerBar: max(1, beatsPerBar)) else { return }
    harmony.follow(grid)
  }

  /// Lets time pass; `tempo` in beats a minute.
  package mutating func advance(to now: Double, tempo: Double) {
    if self.now.isFinite, now < self.now - 0.25 || now > self.now + 8 { startOver() }
    self.now = now
    harmony.advance(to: now, tempo: tempo, grid: grid)
    listen()
  }

  /// Forgets what was heard, but not the chart.
  package mutating func startOver() {
    harmony.losePlace()
    let source = harmony.source
    self = Suggester(model)
    harmony.source = source
  }

  /// The chord that was heard last.
  package var chord: Chord? { harmony.heard?.chord }

  /// What may come next, as of now; nothing before a chord was heard.
  package var suggestion: Suggestion {
    guard let current = harmony.heard?.chord else { return Suggestion() }
    var harmony = harmony
    var suggestion = Suggestion()
    let formed = harmony.nextChange(now: now, grid: grid, after: current)
    let since = harmony.changes(since: Int.min).last?.beat ?? Int(now)
    suggestion.beats = formed?.beat ?? expectedBeat(since: since)
    let modelled = trail.last?.listener.forecast(length: suggestion.beats - since)
    let known = formed?.forecast ?? ChordForecast()
    suggestion.next = modelled.map { known.completed(by: $0) } ?? known
    suggestion.next = suggestion.next.first(6)
    suggestion.beats = max(1, suggestion.beats - Int(now.rounded(.down)))
    suggestion.period = harmony.period(now: now, grid: grid)
    return suggestion
  }

  /// How the tune may go on from the change of chord that `suggestion` expects; nothing without a
  /// model or before a chord was heard.
  package func continuation(of suggestion: Suggestion, in mood: Mood) -> [Suggestion.Step] {
    guard let (change, listener) = trail.last else { return [] }
    let search = ContinuationSearch(
      listener: listener, chord: change.chord, grid: grid, since: change.beat,
      start: Int(now.rounded(.down)) + suggestion.beats)
    return search.continuation(in: mood)
  }

  /// The likeliest beat of the next change by the model, or else the next bar.
  private func expectedBeat(since: Int) -> Int {
    let coming = Int(now.rounded(.down)) + 1
    let nextBar = grid.downbeat(after: coming)
    guard let lengths = trail.last?.listener.lengths else { return nextBar }
    let possible = lengths.indices.dropFirst(max(1, coming - since))
    return possible.max { lengths[$0] < lengths[$1] }.map { since + $0 } ?? nextBar
  }

  /// Tells the model what changed, from the first change that turned out to be another on.
  private mutating func listen() {
    guard let model else { return }
    let changes = harmony.changes(since: trail.first?.change.beat ?? .min)
    let agreed = zip(trail, changes).prefix { $0.change == $1 }.count
    guard agreed < max(trail.count, changes.count) else { return }
    trail.removeLast(trail.count - agreed)
    for change in changes.dropFirst(agreed) {
      var listener = trail.last?.listener ?? ProgressionListener(model)
      listener.hear(
        .init(
          chord: change.chord.number, length: trail.last.map { change.beat - $0.change.beat } ?? 0,
          place: grid.position(of: change.beat), beatsPerBar: grid.beatsPerBar))
      trail.append((change, listener))
    }
    if trail.count > Self.trailLength { trail.removeFirst(Self.trailLength / 2) }
  }
}
