import Chart

extension ChartFollower {
  /// How likely a place has to be to be told.
  private static let sure = 0.4

  package func place(at beat: Int) -> ChartPlace? {
    guard let (position, probability) = likeliest(at: beat) else { return nil }
    let bar = starts.lastIndex { $0 <= position } ?? 0
    let section = chart.sections.lastIndex { $0.bar <= bar } ?? 0
    return ChartPlace(
      bar: bar, barCount: chart.bars.count, section: section, probability: probability)
  }

  package mutating func go(toBar bar: Int, at beat: Int) {
    guard starts.indices.contains(bar) else { return }
    jump = (beat, starts[bar])
    guard belief.isEmpty else { return }
    begin(at: beat, with: certainty(of: starts[bar]))
  }

  /// The beat of the chart that the player is most likely at, unless he has left the chart.
  private func likeliest(at beat: Int) -> (position: Int, probability: Double)? {
    if let jump, beat >= jump.beat, outlookBeat < jump.beat {
      return ((jump.position + beat - jump.beat) % chords.count, 1)
    }
    let distance = beat - outlookBeat
    let index = outlook.indices.max { outlook[$0] < outlook[$1] }
    guard let index, index < chords.count, outlook[index] >= Self.sure,
      (0..<64).contains(distance)
    else { return nil }
    return ((index + distance) % chords.count, outlook[index])
  }

  /// The belief that the player is at a beat of the chart, and nowhere else.
  func certainty(of position: Int) -> [Double] {
    (0...chords.count).map { $0 == position ? 1 : 0 }
  }
}
