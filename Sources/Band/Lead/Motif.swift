import Melody

/// A figure of the player's that can be answered: its rhythm, and its line where one was heard.
struct Motif: Hashable, Sendable {
  struct Step: Hashable, Sendable {
    /// In ticks from the downbeat of the bar in which the figure begins.
    var tick: Int

    /// MIDI key; `nil` where only the stroke was heard.
    var key: Int?
  }

  /// At least three, in order, in two bars at most.
  let steps: [Step]

  private static let fewest = 3
  private static let most = 12

  /// A rest of so many beats parts one figure from the next.
  private static let rest = 1.0

  /// The last figure of three or more among `notes` or, where there is none, the rhythm of `strokes`.
  init?(notes: [HeardNote], strokes: [Double], grid: BarGrid, swing: Swing, tempo: Double) {
    let line = Self.lastFigure(of: notes).map { (beat: $0.beat, key: Optional($0.key)) }
    let struck = strokes.suffix(Self.most).map { (beat: $0, key: nil as Int?) }
    let events = line.isEmpty ? struck : line
    guard let first = events.first else { return nil }
    let bar = grid.downbeat(before: Int((first.beat + 0.12).rounded(.down)))
    let origin = bar * RhythmFacts.ticks
    let end = 2 * grid.beatsPerBar * RhythmFacts.ticks
    var steps: [Step] = []
    for event in events.prefix(Self.most) {
      let tick = Self.tick(of: event.beat, swing: swing, tempo: tempo) - origin
      guard tick < end else { break }
      if tick > steps.last?.tick ?? -1 { steps.append(Step(tick: tick, key: event.key)) }
    }
    guard steps.count >= Self.fewest else { return nil }
    self.steps = steps
  }

  private static func lastFigure(of notes: [HeardNote]) -> ArraySlice<HeardNote> {
    var figures: [ArraySlice<HeardNote>] = []
    var start = 0
    for index in notes.indices.dropFirst() {
      let before = notes[index - 1]
      let end = before.end ?? notes[index].beat
      guard notes[index].beat - end >= rest || notes[index].beat - before.beat >= 2 * rest else {
        continue
      }
      figures.append(notes[start..<index])
      start = index
    }
    figures.append(notes[start...])
    return figures.last { $0.count >= fewest } ?? []
  }

  /// The tick at which something is written that was played at `beat`: the nearest quarter of a beat,
  /// as the style swings them.
  private static func tick(of beat: Double, swing: Swing, tempo: Double) -> Int {
    let whole = beat.rounded(.down)
    let quarter = (0...4).min { one, other in
      let distance = { (quarter: Int) in
        abs(
          swing.sounding(Double(quarter) / 4, isTriplet: false, tempo: tempo) - (beat - whole))
      }
      return distance(one) < distance(other)
    }
    return Int(whole) * RhythmFacts.ticks + (quarter ?? 0) * RhythmFacts.ticks / 4
  }
}
