/// How the player has played of late, for someone who answers.
struct PlayerPortrait: Sendable {
  /// The keys that he moves in, an octave at least.
  var range = 62...79

  /// Notes a beat.
  var density = 1.2

  var motif: Motif?

  /// Nothing was heard of him.
  init() {}

  /// Made of what was heard from `start` until `end`, in beats.
  init(
    _ listener: PhraseListener, from start: Double, until end: Double, grid: BarGrid, swing: Swing,
    tempo: Double
  ) {
    let notes = listener.notes(from: start, until: end)
    let strokes = listener.strokes.filter { $0 >= start && $0 < end }
    if notes.count >= 3 { range = Self.range(of: notes.map(\.key)) }
    let count = max(notes.count, strokes.count)
    if count > 0, end > start { density = min(2.5, max(0.5, Double(count) / (end - start))) }
    motif = Motif(notes: notes, strokes: strokes, grid: grid, swing: swing, tempo: tempo)
  }

  /// What a lead may be asked to play, low and high.
  private static let playable = 50...90

  /// The range of `keys` but for the outermost tenth, a tone wider, as far as it is playable: a bit higher or
  /// lower, or in another octave.
  private static func range(of keys: [Int]) -> ClosedRange<Int> {
    let sorted = keys.sorted()
    let margin = sorted.count / 10
    var low = sorted[margin] - 2
    var high = sorted[sorted.count - 1 - margin] + 2
    if high - low < 12 {
      let missing = 12 - (high - low)
      low -= missing / 2
      high += missing - missing / 2
    }
    while low < playable.lowerBound {
      let missing = playable.lowerBound - low
      let step = missing > 6 ? 12 : missing
      low += step
      high += step
    }
    while high > playable.upperBound, low - 12 >= playable.lowerBound {
      low -= 12
      high -= 12
    }
    return low...min(high, playable.upperBound)
  }
}
