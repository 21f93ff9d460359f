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

  package var barCount: Int { chart.bars.count }

  package var sectionNames: [String] { chart.sections.map(\.name) }

  /// The bars, from 0, that a player may mean by `place`: a number from 1, or the name of a section
  /// in any case, which each section has that is called so, or the second of them as "verse 2".
  package func bars(called place: String) -> [Int] {
    let sections = { (name: String) in
      chart.sections.filter { $0.name.lowercased() == name.lowercased() }.map(\.bar)
    }
    let same = sections(place)
    if !same.isEmpty { return same }
    if let bar = Int(place) { return (1..<barCount + 1).contains(bar) ? [bar - 1] : [] }
    let words = place.split(separator: " ")
    guard let number = words.last.flatMap({ Int($0) }), number > 0 else { return [] }
    let named = sections(words.dropLast().joined(separator: " "))
    return named.indices.contains(number - 1) ? [named[number - 1]] : []
  }

  package mutating func go(toBar bar: Int, at beat: Int) {
    guard starts.indices.contains(bar) else { return }
    jump = (beat, starts[bar])
    guard belief.isEmpty else { return }
    begin(at: beat, with: certainty(of: starts[bar]))
  }

  package mutating func expectStart(at beat: Int) { begin(at: beat) }

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
