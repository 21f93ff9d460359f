import Glibc
import Music
import Progressions

/// The search for how a tune may go on: the likeliest path of the language model, bent by a mood.
struct ContinuationSearch {
  let listener: ProgressionListener

  /// The present chord, and the beat it began on.
  let chord: Chord
  let grid: BarGrid
  let since: Int

  /// The beat of the first new chord.
  let start: Int

  /// Paths followed at once.
  private static let width = 3

  /// How many bars, and at most how many chords.
  private static let bars = 4
  private static let most = 7

  private struct Path {
    var steps: [Suggestion.Step] = []
    var listener: ProgressionListener
    var chord: Int
    var since: Int
    var beat: Int
    var score: Float = 0

    var length: Int { beat - since }
  }

  /// The chords of four bars from ``start`` on; each lasts until the next bar.
  func continuation(in mood: Mood) -> [Suggestion.Step] {
    var paths = [Path(listener: listener, chord: chord.number, since: since, beat: start)]
    let end = start + Self.bars * grid.beatsPerBar
    while let open = paths.first, open.beat < end, open.steps.count < Self.most {
      let choices = paths.flatMap { path in
        scores(after: path, mood: mood).map { (path: path, chord: $0.chord, score: $0.score) }
      }
      let best = choices.sorted { $0.score > $1.score }.prefix(Self.width)
      paths = best.map { lengthened($0.path, by: $0.chord, score: $0.score, mood: mood) }
    }
    return paths.first?.steps ?? []
  }

  /// The best chords to go on with, and the score of the path with each.
  private func scores(after path: Path, mood: Mood) -> [(chord: Int, score: Float)] {
    let tonics = path.listener.tonics
    let tonic = tonics.indices.max { tonics[$0] < tonics[$1] }
    let bent = path.listener.following(length: path.length).enumerated().map { chord, share in
      let quality = ChordQuality(rawValue: chord / 12) ?? .major
      let wish = mood.preference(for: quality, isTonic: chord % 12 == tonic)
      let isRepeated = path.steps.dropLast().last?.chord.number == chord
      return (chord: chord, score: path.score + logf(share * wish * (isRepeated ? 0.3 : 1) + 1e-9))
    }
    return Array(bent.sorted { $0.score > $1.score }.prefix(Self.width))
  }

  private func lengthened(_ path: Path, by chord: Int, score: Float, mood: Mood) -> Path {
    var path = path
    path.listener.suppose(
      .init(
        chord: chord, length: path.length, place: grid.position(of: path.beat),
        beatsPerBar: grid.beatsPerBar, idiom: mood.idiom))
    let beats = grid.downbeat(after: path.beat + 1) - path.beat
    path.steps.append(.init(chord: Chord(number: chord), beats: beats))
    path.chord = chord
    path.since = path.beat
    path.beat += beats
    path.score = score
    return path
  }
}
