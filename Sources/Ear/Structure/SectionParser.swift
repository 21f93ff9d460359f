/// Divides a piece into sections, bar by bar, and finds those that come round again.
///
/// Of all ways to tell the bars so far as sections, new or come again, it keeps the cheapest few
/// that end with each bar; what comes next may change which of them is best.
package struct SectionParser {
  /// A way to tell the bars so far; those that begin alike share their beginnings.
  private struct Telling {
    let cost: Float
    let last: Chain?

    /// The first section of each label, and how often each has come.
    let firsts: [Section]
    let counts: [Int]
  }

  /// A section and all before it.
  private final class Chain: Sendable {
    let section: Section
    let before: Chain?

    init(_ section: Section, after before: Chain?) {
      self.section = section
      self.before = before
    }

    /// From the first to this one.
    var sections: [Section] {
      let backwards = sequence(first: self) { $0.before }
      return backwards.map(\.section).reversed()
    }
  }

  /// A section from bar `start` on, behind one of the tellings of the bars before; `known` where it has come
  /// again.
  private struct Step {
    let start: Int
    let before: Int
    let known: Section?

    /// What all of the bars so far cost with it.
    let cost: Float
  }

  /// The most bars that are remembered; half an hour and more.
  package static let capacity = 1024
  /// The tellings kept for each bar.
  private static let width = 12

  private let capacity: Int
  private var bars: [BarProfile] = []
  private var costs = SectionCosts()
  /// The best tellings of the first 0, 1, 2 … bars, cheapest first; none where no section that goes on can
  /// begin any more.
  private var tellings = [[Telling(cost: 0, last: nil, firsts: [], counts: [])]]

  /// Creates a parser of up to `capacity` bars.
  package init(capacity: Int = SectionParser.capacity) { self.capacity = capacity }

  /// How many bars have been added.
  package var barCount: Int { bars.count }

  /// How many tellings are kept in all.
  package var tellingCount: Int { tellings.map(\.count).reduce(0, +) }

  /// How many differences between two bars are kept.
  package var differenceCount: Int { costs.differenceCount }

  /// Whether no further bar would count.
  package var isFull: Bool { bars.count >= capacity }

  /// Adds the next bar; the last that fits is the last that counts.
  package mutating func append(_ bar: BarProfile) {
    guard !isFull else { return }
    costs.append(bars.map { bar.difference(from: $0) })
    bars.append(bar)
    tellings.append(best(Self.width, .closed).map { take($0) })
    let past = bars.count - SectionCosts.longest - 1
    if past >= 0 { tellings[past] = [] }
  }

  /// The sections so far, of which the last may go on.
  package var sections: [Section] { cheapest(.open) }

  /// The sections of a piece that is over.
  package var form: [Section] { cheapest(.last) }

  private func cheapest(_ ending: Ending) -> [Section] {
    best(1, ending).first.flatMap { take($0).last?.sections } ?? []
  }

  /// How the last section ends: where another begins, nobody knows where, or with the piece.
  private enum Ending { case closed, open, last }

  /// The `count` cheapest ways to tell the bars so far with one more section at the end, cheapest first.
  ///
  /// No others are kept: a list of all, made anew for each bar, tears holes into memory that nothing fills.
  private func best(_ count: Int, _ ending: Ending) -> [Step] {
    var best: [Step] = []
    best.reserveCapacity(count + 1)
    forEachStep(ending) { step in
      if best.count == count, let last = best.last, last.cost <= step.cost { return }
      let place = best.firstIndex { $0.cost > step.cost } ?? best.count
      best.insert(step, at: place)
      if best.count > count { best.removeLast() }
    }
    return best
  }

  /// Calls `visit` with all ways to tell the bars so far with one more section at the end.
  private func forEachStep(_ ending: Ending, _ visit: (Step) -> Void) {
    let end = bars.count
    let isOpen = if case .open = ending { true } else { false }
    for start in max(0, end - SectionCosts.longest)..<end {
      let isEdge = if case .last = ending { true } else { start == 0 }
      let length = isOpen ? 0 : SectionCosts.length(end - start, isEdge: isEdge)
      let new = costs.new(from: start, to: end)
      for (index, before) in tellings[start].enumerated() {
        visit(
          Step(start: start, before: index, known: nil, cost: before.cost + (new + length)))
        for section in before.firsts {
          let again = costs.again(section, from: start, to: end, isOpen: isOpen)
          visit(
            Step(
              start: start, before: index, known: section, cost: before.cost + (again + length)))
        }
      }
    }
  }

  private func take(_ step: Step) -> Telling {
    let (start, end) = (step.start, bars.count)
    let before = tellings[start][step.before]
    let label = step.known?.label ?? before.firsts.count
    let confidence =
      step.known.map { costs.likeness($0, from: start, to: end) }
      ?? costs.novelty(from: start, to: end)
    let isNew = step.known == nil
    var counts = isNew ? before.counts + [0] : before.counts
    counts[label] += 1
    let section = Section(
      start: start, length: end - start, label: label, occurrence: counts[label],
      confidence: confidence)
    return Telling(
      cost: step.cost, last: Chain(section, after: before.last),
      firsts: isNew ? before.firsts + [section] : before.firsts, counts: counts)
  }
}
