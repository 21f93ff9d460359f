import Music

/// A bar as a chart writes it, with the signs that send a player elsewhere.
struct WrittenBar {
  enum Jump { case toStart, toSegno }

  var beats: Int
  var chords: [ChartChord] = []

  /// The section that begins with it.
  var section: String?

  var startsRepeat = false

  /// How often what ends here is played; 0 where nothing is repeated.
  var repeatCount = 0

  /// The passes in which it is played; empty for all.
  var endings: Set<Int> = []
  var isSegno = false

  /// Whether the coda begins with it, and whether a player who has jumped leaves for it after it.
  var isCoda = false
  var leavesForCoda = false

  /// Whether a player who has jumped ends with it.
  var isFine = false
  var jump: Jump?

  init(beats: Int) { self.beats = beats }

  /// A bar that has the chords of this one, and none of its signs.
  var replayed: WrittenBar {
    var bar = WrittenBar(beats: beats)
    bar.chords = chords
    return bar
  }

  /// The bar with all chords `semitones` higher.
  func raised(by semitones: Int) -> WrittenBar {
    var bar = self
    bar.chords = chords.map { ChartChord($0.beat, $0.chord?.raised(by: semitones)) }
    return bar
  }
}

extension [WrittenBar] {
  /// The bars in the order in which they are played; `nil` where they would never end, or are more
  /// than a chart may have.
  func unfolded() -> [WrittenBar]? {
    var walk = Walk(bars: self)
    while walk.position < count {
      walk.step()
      if walk.played.count > Chart.longest || walk.steps > 4 * Chart.longest { return nil }
    }
    return walk.played.map { self[$0] }
  }
}

/// A player's way through written bars.
private struct Walk {
  let bars: [WrittenBar]
  var position = 0
  var played: [Int] = []
  var steps = 0

  /// Where the repeat in force begins, and how often it has been played, from 1.
  private var start = 0
  private var turn = 1

  /// Whether the player has gone back to the start or to the segno: repeats are then left out.
  private var hasJumped = false
  private var isInCoda = false

  init(bars: [WrittenBar]) { self.bars = bars }

  mutating func step() {
    steps += 1
    let bar = bars[position]
    if bar.startsRepeat, position != start {
      start = position
      turn = 1
    }
    guard isPlayed(bar) else {
      position += 1
      return
    }
    played.append(position)
    leave(bar)
  }

  private func isPlayed(_ bar: WrittenBar) -> Bool {
    guard !bar.endings.isEmpty else { return true }
    return bar.endings.contains(hasJumped && !isInCoda ? lastEnding : turn)
  }

  /// The last ending of the repeat that the player is in.
  private var lastEnding: Int {
    let rest = bars[start...].dropFirst().prefix { !$0.startsRepeat }
    return rest.flatMap(\.endings).max() ?? 1
  }

  private mutating func leave(_ bar: WrittenBar) {
    if hasJumped, !isInCoda {
      if bar.isFine {
        position = bars.count
        return
      }
      if bar.leavesForCoda, let coda = bars.lastIndex(where: \.isCoda), coda > position {
        enter(coda)
        isInCoda = true
        return
      }
    } else if max(bar.repeatCount, bar.endings.isEmpty ? 0 : repeats(bar)) > turn {
      turn += 1
      position = start
      return
    }
    if let jump = bar.jump, !hasJumped {
      hasJumped = true
      enter(jump == .toSegno ? bars.firstIndex(where: \.isSegno) ?? 0 : 0)
      return
    }
    let next = position + 1
    if bar.repeatCount > 0 || (!bar.endings.isEmpty && isLast(of: bar)) { enter(next) }
    position = next
  }

  /// How often a repeat is played that ends with an ending of `bar`'s.
  private func repeats(_ bar: WrittenBar) -> Int { bar.repeatCount > 0 ? lastEnding : 0 }

  /// Whether the bars after `position` are outside of the ending.
  private func isLast(of bar: WrittenBar) -> Bool {
    position + 1 >= bars.count || bars[position + 1].endings.isEmpty
  }

  private mutating func enter(_ place: Int) {
    position = place
    start = place
    turn = 1
  }
}
