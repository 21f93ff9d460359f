/// Divides a piece into sections, bar by bar, and finds those that come round again.
///
/// Of all ways to tell the bars so far as sections, new or come again, it keeps the cheapest few
/// that end with each bar; what comes next may change which of them is best.
package struct SectionParser {
  /// A way to tell the bars so far.
  private struct Telling {
    var cost: Float
    var sections: [Section]
  }

  /// The most bars that are remembered; half an hour and more.
  package static let capacity = 1024
  /// The tellings kept for each bar.
  private static let width = 12

  private var bars: [BarProfile] = []
  private var costs = SectionCosts()
  /// The best tellings of the first 0, 1, 2 … bars, cheapest first; none where no section that goes on can
  /// begin any more.
  private var tellings = [[Telling(cost: 0, sections: [])]]

  package init() {}

  package var barCount: Int { bars.count }

  /// How many tellings are kept in all.
  package var tellingCount: Int { tellings.map(\.count).reduce(0, +) }

  /// Adds the next bar; the last that fit is the last that counts.
  package mutating func append(_ bar: BarProfile) {
    guard bars.count < Self.capacity else { return }
    costs.append(bars.map { bar.difference(from: $0) })
    bars.append(bar)
    tellings.append(Self.best(endings(.closed)))
    let past = bars.count - SectionCosts.longest - 1
    if past >= 0 { tellings[past] = [] }
  }

  /// The sections so far, of which the last may go on.
  package var sections: [Section] { cheapest(.open) }

  /// The sections of a piece that is over.
  package var form: [Section] { cheapest(.last) }

  private func cheapest(_ ending: Ending) -> [Section] {
    bars.isEmpty ? [] : endings(ending).min { $0.cost < $1.cost }?.sections ?? []
  }

  /// How the last section ends: where another begins, nobody knows where, or with the piece.
  private enum Ending { case closed, open, last }

  /// All ways to tell the bars so far with one more section at the end.
  private func endings(_ ending: Ending) -> [Telling] {
    let end = bars.count
    let isOpen = if case .open = ending { true } else { false }
    var result: [Telling] = []
    for start in max(0, end - SectionCosts.longest)..<end {
      let isEdge = if case .last = ending { true } else { start == 0 }
      let length = isOpen ? 0 : SectionCosts.length(end - start, isEdge: isEdge)
      let new = costs.new(from: start, to: end)
      for before in tellings[start] {
        result.append(extend(before, from: start, by: new + length, as: nil))
        for section in Self.distinct(before.sections) {
          let cost = costs.again(section, from: start, to: end, isOpen: isOpen)
          result.append(extend(before, from: start, by: cost + length, as: section))
        }
      }
    }
    return result
  }

  private func extend(
    _ telling: Telling, from start: Int, by cost: Float, as known: Section?
  ) -> Telling {
    let label = known?.label ?? ((telling.sections.map(\.label).max() ?? -1) + 1)
    let confidence =
      known.map { costs.likeness($0, from: start, to: bars.count) }
      ?? costs.novelty(from: start, to: bars.count)
    let section = Section(
      start: start, length: bars.count - start, label: label,
      occurrence: telling.sections.count { $0.label == label } + 1, confidence: confidence)
    return Telling(cost: telling.cost + cost, sections: telling.sections + [section])
  }

  /// The first section of each label.
  private static func distinct(_ sections: [Section]) -> [Section] {
    sections.filter { $0.occurrence == 1 }
  }

  private static func best(_ tellings: [Telling]) -> [Telling] {
    Array(tellings.sorted { $0.cost < $1.cost }.prefix(width))
  }
}
