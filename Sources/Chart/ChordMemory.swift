import Music

/// The chords of a section, which those of its kind that follow may recall one by one as `[^]`.
///
/// Format: chordpro.org, "Chord Changes".
struct ChordMemory {
  private var changes: [String: [ChordSymbol]] = [:]
  private var name: String?
  private var isLearning = false

  /// How many chords the section has so far.
  private var count = 0

  /// Begins a section of `kind`, which may say by `changes`, its "cc", under which name it remembers,
  /// which chords, or both: "verse 1", "D G D", "verse 1: D G D".
  mutating func begin(_ kind: String, changes text: String?) {
    let parts = (text ?? "").split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let words = parts.last.map { $0.split(separator: " ") } ?? []
    let symbols = words.compactMap { ChordSymbol($0) }
    let areChords = !words.isEmpty && symbols.count == words.count
    let isNamed = parts.count == 2 || !words.isEmpty && !areChords
    let name = isNamed ? parts[0].trimmed : kind
    self.name = name
    count = 0
    if areChords { changes[name] = symbols }
    isLearning = changes[name] == nil
  }

  mutating func end() { name = nil }

  /// Takes note of a chord that is written out, and stands for one that could be recalled.
  mutating func note(_ symbol: ChordSymbol) {
    count += 1
    if let name, isLearning { changes[name, default: []].append(symbol) }
  }

  /// The next chord of the section before; `nil` where there is none.
  mutating func recall() -> ChordSymbol? {
    guard let name, !isLearning, let chords = changes[name], count < chords.count
    else { return nil }
    count += 1
    return chords[count - 1]
  }
}
