/// In how much of the last beats a chord was heard: most of a tune, and next to nothing of talk.
struct ChordShare: Sendable {
  private static let memory = 8.0

  /// From when to when a chord was heard, in beats of the musical clock, in order.
  private var spans: [(start: Double, end: Double)] = []

  /// Since when one is heard now.
  private var since: Double?

  /// Takes in that a chord, or none, is heard from `beat` on.
  mutating func hear(_ isChord: Bool, at beat: Double) {
    if isChord {
      since = since ?? beat
    } else if let start = since {
      if beat > start { spans.append((start, beat)) }
      spans.removeAll { $0.end < beat - Self.memory }
      since = nil
    }
  }

  /// The share of the time from `start` until `now`, of the last eight beats at most, 0 to 1.
  func share(from start: Double, until now: Double) -> Double {
    let start = max(start, now - Self.memory)
    guard now > start else { return 0 }
    let all = spans + (since.map { [($0, now)] } ?? [])
    let heard = all.reduce(0) { $0 + max(0, min($1.end, now) - max($1.start, start)) }
    return heard / (now - start)
  }

  /// Begins anew at `beat`, to which the clock has jumped: what is heard now is heard on.
  mutating func jump(to beat: Double) {
    spans = []
    if since != nil { since = beat }
  }
}
