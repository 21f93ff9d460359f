import Music
import Platform

/// Chords over time, as annotations write them: contiguous from 0 to the end; none of a recording that ends
/// within its first millisecond.
///
/// Labels follow Harte et al., "Symbolic representation of musical chords" (ISMIR 2005).
struct ChordLab {
  struct Segment: Equatable {
    /// In seconds.
    var start: Double
    var end: Double
    let chord: Chord?

    /// How sure the analysis was, 0 to 1.
    let confidence: Float
  }

  let segments: [Segment]

  /// Lets each of `changes`, in the order in which they were told, hold from its time to the next.
  ///
  /// One that is told later and begins earlier replaces what was said before. Times are in seconds, and
  /// kept to the millisecond that is written: a segment shorter than that would be empty to its reader.
  init(_ changes: [(time: Double, chord: Chord?, confidence: Float)], end: Double) {
    let end = Self.milliseconds(end)
    guard end > 0 else {
      segments = []
      return
    }
    var segments = [Segment(start: 0, end: end, chord: nil, confidence: 0)]
    for change in changes {
      let start = max(0, Self.milliseconds(change.time))
      guard start < end else { continue }
      while let last = segments.last, last.start >= start { segments.removeLast() }
      if let last = segments.indices.last {
        if segments[last].chord == change.chord { continue }
        segments[last].end = start
      }
      segments.append(
        Segment(start: start, end: end, chord: change.chord, confidence: change.confidence))
    }
    if let last = segments.indices.last { segments[last].end = end }
    self.segments = segments
  }

  private static func milliseconds(_ time: Double) -> Double { (time * 1000).rounded() / 1000 }

  /// One line a segment: start, end, label.
  var text: String {
    segments.map { segment in
      let times = [segment.start, segment.end].map { decimal($0, places: 3) }
      return (times + [segment.chord.harte]).joined(separator: " ") + "\n"
    }.joined()
  }
}
