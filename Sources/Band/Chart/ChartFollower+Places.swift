import Chart
package import Music

extension ChartFollower {
  /// How likely a place has to be to be told.
  private static let sure = 0.4

  /// Where in the chart the player is at a beat of the clock; `nil` where no place is likely enough to be told, or he
  /// has left the chart.
  package func place(at beat: Int) -> ChartPlace? {
    guard let (position, probability) = likeliest(at: beat) else { return nil }
    let bar = score.bar(of: position)
    let section = score.chart.sections.lastIndex { $0.bar <= bar } ?? 0
    return ChartPlace(bar: bar, barCount: barCount, section: section, probability: probability)
  }

  /// Whether `other` follows the same chart.
  package func hasChart(of other: ChartFollower) -> Bool { score.chart == other.score.chart }

  /// The key that the chart names.
  package var key: Key? { score.chart.key }

  /// How many bars the chart has once its repeats are written out.
  package var barCount: Int { score.chart.bars.count }

  /// The sections in order, each with the bar it begins with, from 0; several may have the same name.
  package var sections: [(name: String, bar: Int)] {
    score.chart.sections.map { ($0.name, $0.bar) }
  }

  /// The bars, from 0, that a player may mean by `place`: a number from 1, or the name of a section
  /// in any case, which each section has that is called so, or the second of them as "verse 2".
  package func bars(called place: String) -> [Int] {
    let sections = { (name: String) in
      let wanted = name.lowercased()
      return score.chart.sections.filter { $0.name.lowercased() == wanted }.map(\.bar)
    }
    let same = sections(place)
    if !same.isEmpty { return same }
    if let bar = Int(place) { return (1..<barCount + 1).contains(bar) ? [bar - 1] : [] }
    let words = place.split(separator: " ")
    guard let number = words.last.flatMap({ Int($0) }), number > 0 else { return [] }
    let named = sections(words.dropLast().joined(separator: " "))
    return named.indices.contains(number - 1) ? [named[number - 1]] : []
  }

  /// The beat of the chart that the player is most likely at, unless he has left the chart.
  private func likeliest(at beat: Int) -> (position: Int, probability: Double)? {
    let places = places(at: beat)
    // A player who is likelier elsewhere than at any beat of the chart has left it.
    let elsewhere = 1 - places.reduce(0) { $0 + $1.share }
    guard let best = places.max(by: { $0.share < $1.share }), best.share >= Self.sure,
      best.share > elsewhere
    else { return nil }
    return (best.position, best.share)
  }
}
