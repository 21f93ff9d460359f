/// Finds what someone probably meant.
enum Suggestion {
  /// The candidate that takes the fewest edits, if those are few enough to be a slip.
  static func nearest(to text: String, among candidates: [String]) -> String? {
    let limit = max(2, text.utf8.count / 4)
    let wanted = Array(text.utf8)
    let ranked = candidates.map { ($0, distance(wanted, Array($0.utf8), limit)) }
    guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= limit else { return nil }
    return best.0
  }

  /// The number of insertions, deletions and replacements between two texts (Levenshtein), or more
  /// than `limit`.
  private static func distance(_ first: [UInt8], _ second: [UInt8], _ limit: Int) -> Int {
    guard abs(first.count - second.count) <= limit else { return limit + 1 }
    var row = Array(0...second.count)
    for (line, byte) in first.enumerated() {
      var corner = row[0]
      row[0] = line + 1
      for (column, other) in second.enumerated() {
        let replaced = corner + (byte == other ? 0 : 1)
        corner = row[column + 1]
        row[column + 1] = min(replaced, row[column] + 1, corner + 1)
      }
    }
    return row[second.count]
  }
}
