/// What it costs to describe bars as sections: the shortest description is the form.
///
/// Minimum description length over a self-similarity matrix of bars. Costs are in bars that have to
/// be written out; sections of eight bars are preferred as in Marmoret, Cohen & Bimbot, "Barwise music
/// structure analysis with the correlation block-matching segmentation algorithm" (TISMIR 6, 2023).
struct SectionCosts {
  /// The fewest and the most bars of a section.
  static let shortest = 4
  static let longest = 32

  private static let beginning: Float = 2.5
  private static let returning: Float = 1.5
  /// A bar beyond where the section ended the last time, and one that it lacks.
  private static let beyond: Float = 2
  private static let lacking: Float = 0.3
  /// How much more a bar of a long section that does not repeat within itself costs.
  private static let rambling: Float = 0.4
  /// Bars after which a section may begin to repeat within itself.
  private static let periods = [1, 2, 4]

  /// How much each bar differs from each one before it; nothing of a bar in which no section that goes on
  /// can begin any more, for of a thousand bars that would be two megabytes.
  private var differences: [[Float]] = []

  var barCount: Int { differences.count }

  /// How many differences are kept in all.
  var differenceCount: Int { differences.map(\.count).reduce(0, +) }

  mutating func append(_ row: [Float]) {
    differences.append(row)
    let past = differences.count - Self.longest - 1
    if past >= 0 { differences[past] = [] }
  }

  func difference(_ bar: Int, _ other: Int) -> Float { differences[bar][other] }

  /// What a length costs: those that music is built from cost little,
  /// and at the edges of a piece a few bars may stand alone.
  static func length(_ bars: Int, isEdge: Bool) -> Float {
    switch bars {
    case 8: 0
    case 4, 12, 16: 0.5
    case ..<shortest: isEdge ? 1.5 : 4
    default: bars % 4 == 0 ? 1 : bars % 2 == 0 ? 2 : 3
    }
  }

  /// What the bars from `start` up to `end` cost as something new.
  func new(from start: Int, to end: Int) -> Float {
    let count = end - start
    var best = Float(count) + Self.rambling * Float(max(0, count - 8))
    for period in Self.periods where period < count {
      var cost = Float(period)
      for bar in start + period..<end where cost < best {
        cost += 2 * difference(bar, bar - period)
      }
      best = min(best, cost)
    }
    return Self.beginning + best
  }

  /// What they cost as `section` come round again, which may go on if `isOpen`.
  func again(_ section: Section, from start: Int, to end: Int, isOpen: Bool) -> Float {
    let count = end - start
    let shared = min(count, section.length)
    var cost = Self.returning
    for bar in 0..<shared { cost += 1.5 * difference(start + bar, section.start + bar) }
    for bar in start + shared..<end { cost += further(bar) }
    if !isOpen { cost += Self.lacking * Float(section.length - shared) }
    return cost
  }

  /// What a bar costs that goes on where the section ended before: little if it is another turn of a
  /// loop of four bars.
  private func further(_ bar: Int) -> Float {
    bar < 4 ? Self.beyond : min(Self.beyond, 0.1 + 2 * difference(bar, bar - 4))
  }

  /// How like the bars are to `section`, 0 to 1.
  func likeness(_ section: Section, from start: Int, to end: Int) -> Float {
    let shared = min(end - start, section.length)
    let sum = (0..<shared).reduce(Float(0)) {
      $0 + difference(start + $1, section.start + $1)
    }
    return 1 - sum / Float(max(1, shared))
  }

  /// How unlike the bars are to whatever came before them, 0 to 1.
  func novelty(from start: Int, to end: Int) -> Float {
    guard start > 0 else { return 1 }
    let sum = (start..<end).reduce(Float(0)) { sum, bar in
      sum + (differences[bar][..<start].min() ?? 1)
    }
    return sum / Float(end - start)
  }
}
