import Ear
import Music

/// The bars of a take and the sections they make.
struct Form {
  struct Part: Equatable {
    /// "A", "B" and so on.
    let name: String

    /// In seconds.
    let start: Double
    let end: Double

    /// The first bar, from 0, and how many.
    let bar: Int
    let length: Int
    let confidence: Float
  }

  /// Where bars begin, in seconds; the last is where the last bar ends.
  let bars: [Double]
  let parts: [Part]

  /// Divides a take at the first beats of `beats` and compares its bars by `chords` and `chroma`.
  init(_ beats: [BeatList.Beat], chords: ChordLab, chroma: [ChromaEstimate], sampleRate: Double) {
    bars = Self.bars(beats)
    guard bars.count > 1 else {
      parts = []
      return
    }
    let frame = { (time: Double) in Int64((time * sampleRate).rounded()) }
    let changes = chords.segments.map { (time: frame($0.start), chord: $0.chord) }
    var parser = SectionParser()
    var first = 0
    for (start, end) in zip(bars, bars.dropFirst()).map({ (frame($0), frame($1)) }) {
      while first + 1 < changes.count, changes[first + 1].time <= start { first += 1 }
      let inside = changes[first...].prefix { $0.time < end }
      parser.append(BarProfile(start: start, end: end, chords: Array(inside), chroma: chroma))
    }
    let bars = bars
    parts = parser.form.map { section in
      Part(
        name: Section.name(section.label), start: bars[section.start],
        end: bars[section.start + section.length], bar: section.start, length: section.length,
        confidence: section.confidence)
    }
  }

  /// The first beats, and the end of the bar that the last of them begins.
  private static func bars(_ beats: [BeatList.Beat]) -> [Double] {
    let downbeats = beats.filter { $0.number == 1 }.map(\.time)
    guard let last = downbeats.last, let end = beats.last?.time, beats.count > 1 else { return [] }
    let interval = end - beats[beats.count - 2].time
    return downbeats + [max(end, last) + interval]
  }
}
