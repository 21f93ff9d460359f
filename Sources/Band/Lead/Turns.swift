/// Who plays when: the player, or the lead.
struct Turns: Sendable {
  /// How a lead shares the time with the player.
  enum Role: Hashable, Sendable { case listening, playing }

  var mode = Soloist.Mode.trade

  /// How many bars each of the two has.
  var bars = 4

  /// The downbeat from which turns are counted; `nil` while there is no tune.
  private(set) var origin: Int?

  /// Counts turns from the downbeat `beat` on; the player has the first.
  mutating func begin(at beat: Int) { origin = beat }

  mutating func end() { origin = nil }

  /// Moves the origin with the bars.
  mutating func align(with grid: BarGrid) {
    origin = origin.map { grid.downbeat(before: $0 + grid.beatsPerBar / 2) }
  }

  /// The beats of the turn that `beat` is in, and whether it is the lead's.
  ///
  /// Where the lead only fills in, there are no turns, and none before the tune; a solo is one without an
  /// end.
  func turn(at beat: Int, beatsPerBar: Int) -> (beats: Range<Int>, role: Role)? {
    guard let origin, beat >= origin else { return nil }
    switch mode {
    case .fill: return nil
    case .solo: return (origin..<Int.max, .playing)
    case .trade:
      let length = bars * beatsPerBar
      let number = Int((Double(beat - origin) / Double(length)).rounded(.down))
      let start = origin + number * length
      return (start..<(start + length), number % 2 == 0 ? .listening : .playing)
    }
  }
}
