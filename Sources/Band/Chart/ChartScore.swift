import Chart
import Music

/// A chart along the beats that a foot taps, again and again.
struct ChartScore: Sendable {
  let chart: Chart

  /// The chord of each beat.
  let chords: [Chord?]

  /// How many beats before it its bar began, and the beats on which bars and sections do.
  let offsets: [Int]
  let starts: [Int]
  let entries: [Int]

  init(_ chart: Chart) {
    self.chart = chart.tapped
    chords = self.chart.beats
    offsets = self.chart.bars.flatMap { Array(0..<$0.beats) }
    let ends = self.chart.bars.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.beats) }
    starts = Array(ends.dropLast())
    entries = chart.sections.map { ends[$0.bar] }
  }

  /// The bar that a beat is in, from 0.
  func bar(of position: Int) -> Int { starts.lastIndex { $0 <= position } ?? 0 }
}
