import Graph

/// A tracker whose player slows down by 8 % and strikes once a bar: it tells each beat of 120 a minute seven tenths
/// ahead, up to the twelfth, then hears that the one before fell a third of a beat later, and tells the thirteenth.
struct Slower: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "slower", family: "test", doc: "Announces beats, which turn out to be slower.",
    outputs: [.event(.beat, "The beats.")])

  /// How long a beat is, in frames, and how much longer.
  static var period: Double { 24_000 }
  static var stretch: Double { 1.08 }

  /// When the eleventh beat falls, after all.
  static var eleventh: Double { (11 + 4 * (stretch - 1)) * period }

  private var number = 1

  init(_ context: NodeContext) throws(NodeError) {}

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    let isLast = number == 13
    let late = Self.eleventh + 2 * Self.stretch * Self.period
    let time = isLast ? late : Double(number) * Self.period
    let heard = isLast ? Self.eleventh + 0.15 * Self.period : time - 0.7 * Self.period
    guard number <= 13, Double(cycle.frame) >= heard else { return }
    var event = Event(.beat, time: Int64(time))
    event.values[0] = Float(number % 4 + 1)
    event.values[1] = 4
    event.values[2] = isLast ? Float(120 / Self.stretch) : 120
    event.values[3] = 1
    cycle.eventOutput(0).append(event)
    number += 1
  }
}
