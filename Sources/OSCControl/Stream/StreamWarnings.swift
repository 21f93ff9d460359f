/// What there is to say of connections that we have ended or turned away: of each sort a line a second at most,
/// however many come.
struct StreamWarnings {
  enum Sort: CaseIterable { case turnedAway, ended }

  private struct Line {
    /// What was said first since the last line, and how often more of the sort came.
    var text: String?
    var more = 0
    var latest = Int64.min / 2
  }

  private static let interval: Int64 = 1_000_000_000

  private var lines: [Sort: Line] = [:]

  mutating func add(_ sort: Sort, _ text: String) {
    var line = lines[sort] ?? Line()
    if line.text == nil { line.text = text } else { line.more += 1 }
    lines[sort] = line
  }

  /// The lines that are due at `time`, on the monotonic clock.
  mutating func take(at time: Int64) -> [String] {
    Sort.allCases.compactMap { sort in
      guard let line = lines[sort], let text = line.text, time - line.latest >= Self.interval
      else { return nil }
      lines[sort] = Line(latest: time)
      return line.more == 0 ? text : "\(text); and \(line.more) more like this"
    }
  }
}
