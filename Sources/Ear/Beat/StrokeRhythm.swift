import Glibc

/// The rhythm that a player strikes in, as far as it is known: how likely there is a stroke on each part of each beat
/// of four.
///
/// So a stroke says more than where in the beat it fell: whoever strikes once a bar and is a third of a beat late has
/// hardly struck there for once, and left out his beat, but slowed down. Where little was heard of one beat of the
/// four, the others count for it, too, and before anything was heard what is usual. Parts are counted on from beat
/// to beat. Constants: `docs/decisions.md`.
struct StrokeRhythm {
  /// The parts of a beat, in order, and how likely strokes on each are usually.
  static let parts = [0, 0.25, 1.0 / 3, 0.5, 2.0 / 3, 0.75]
  private static let usual = [0.6, 0.08, 0.02, 0.3, 0.08, 0.08]

  /// How many strokes a beat usually fall elsewhere.
  private static let oddRate = 0.15

  /// After how many beats a rhythm repeats; the metres of which it does not are heard beat by beat.
  private static let cycle = 4
  private static let count = cycle * parts.count

  /// How many beats what is usual counts for, and what was heard on the other beats.
  private static let weights = (usual: 4.0, others: 1.5)

  /// What is kept of what was heard of a beat when it comes round again, and from one to the next of the odd ones.
  private static let memory = (beat: 0.9, odd: 0.97)

  /// How likely, and unlikely, a stroke is anywhere.
  private static let chances = 0.001...0.97

  /// Beats that may pass without a stroke and tell of the rhythm.
  private static let longest = 16

  /// How often each beat of the cycle has passed, and how often each of its parts was struck.
  private var passed = [Double](repeating: 0, count: cycle)
  private var struck = [Double](repeating: 0, count: count)
  private var odd = 0.0

  /// The strokes of beats that have not passed yet, and the first such beat.
  private var pending: [Int] = []
  private var pendingOdd = 0.0
  private var next: Int?

  private var chances = [Double](repeating: 0, count: count)
  /// The logarithm of how likely nothing is struck from the beginning of the cycle up to each part.
  private var silences = [Double](repeating: 0, count: count + 1)

  /// How many strokes a beat fall on no part of it.
  private(set) var oddRate = StrokeRhythm.oddRate

  init() { weigh() }

  /// The `index`th part of `beat`.
  static func part(_ index: Int, of beat: Int) -> Int { beat * parts.count + index }

  /// The last part that lies `position` beats after `beat`, or before that.
  static func part(at position: Double, from beat: Int) -> Int {
    let whole = position.rounded(.down)
    let index = parts.lastIndex { $0 <= position - whole } ?? 0
    return part(index, of: beat + Int(whole))
  }

  /// How likely there is a stroke on `part`.
  func chance(_ part: Int) -> Double { chances[Self.place(part)] }

  /// The logarithm of how likely there is none from `first` up to before `end`.
  func silence(from first: Int, to end: Int) -> Double {
    guard end > first else { return 0 }
    return silence(before: end) - silence(before: first)
  }

  private func silence(before part: Int) -> Double {
    let place = Self.place(part)
    return Double((part - place) / Self.count) * silences[Self.count] + silences[place]
  }

  /// Where in the cycle `part` lies.
  private static func place(_ part: Int) -> Int { ((part % count) + count) % count }

  /// Learns that there was a stroke on `part`, or `nil` elsewhere, and that beats have passed up to `beat`.
  mutating func learn(_ part: Int?, beat: Int) {
    if let part { pending.append(part) } else { pendingOdd += 1 }
    for passed in max(next ?? beat, beat - Self.longest)..<max(beat, next ?? beat) { pass(passed) }
    next = max(beat, next ?? beat)
    weigh()
  }

  private mutating func pass(_ beat: Int) {
    let first = Self.part(0, of: beat)
    let place = Self.place(first)
    passed[place / Self.parts.count] *= Self.memory.beat
    passed[place / Self.parts.count] += 1
    for index in Self.parts.indices {
      struck[place + index] *= Self.memory.beat
      if pending.contains(first + index) { struck[place + index] += 1 }
    }
    odd = Self.memory.odd * odd + pendingOdd
    pendingOdd = 0
    pending.removeAll { $0 < first + Self.parts.count }
  }

  private mutating func weigh() {
    let (usual, others) = Self.weights
    let beats = passed.reduce(0, +)
    oddRate = (Self.oddRate * usual + odd) / (usual + beats)
    for place in 0..<Self.count {
      let index = place % Self.parts.count
      let all = stride(from: index, to: Self.count, by: Self.parts.count)
      let likely =
        (Self.usual[index] * usual + all.reduce(0) { $0 + struck[$1] }) / (usual + beats)
      let chance = (likely * others + struck[place]) / (others + passed[place / Self.parts.count])
      chances[place] = min(Self.chances.upperBound, max(Self.chances.lowerBound, chance))
      silences[place + 1] = silences[place] + log(1 - chances[place])
    }
  }
}
