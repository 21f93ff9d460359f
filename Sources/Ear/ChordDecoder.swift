/// Finds the likeliest sequence of chords as the frames come.
///
/// Viterbi's recursion over the vocabulary, in which every change costs the same; reading it back
/// `lag` frames gives a decision that has seen what came after.
struct ChordDecoder {
  private let lag: Int
  private var best: [Float]
  private var next: [Float]
  /// Where each state came from, for the last `lag` frames.
  private var origins: [[Int]]
  private var position = 0
  private var ages = 0

  init(lag: Int) {
    self.lag = lag
    best = Array(repeating: 0, count: ChordVocabulary.stateCount)
    next = best
    origins = Array(
      repeating: Array(repeating: 0, count: ChordVocabulary.stateCount), count: max(lag, 1))
    reset()
  }

  mutating func reset() {
    for state in best.indices { best[state] = state == ChordVocabulary.noChord ? 0 : -4 }
    position = 0
    ages = 0
  }

  /// Adds a frame; returns the state `lag` frames ago and how clearly it leads now, 0 to 1.
  mutating func step(_ scores: [Float], changeCost: Float) -> Decision? {
    guard let leader = best.indices.max(by: { best[$0] < best[$1] }) else { return nil }
    let arriving = best[leader] - changeCost
    for state in best.indices {
      let stays = best[state] >= arriving
      next[state] = (stays ? best[state] : arriving) + scores[state]
      origins[position][state] = stays ? state : leader
    }
    let top = next.max() ?? 0
    for state in next.indices { best[state] = next[state] - top }
    position = (position + 1) % origins.count
    ages += 1
    return decision()
  }

  struct Decision {
    let state: Int
    let confidence: Float
  }

  private func decision() -> Decision? {
    guard ages >= lag, var state = best.firstIndex(of: 0) else { return nil }
    var runnerUp = -Float.infinity
    for other in best.indices where other != state { runnerUp = max(runnerUp, best[other]) }
    var slot = position
    for _ in 0..<lag {
      slot = (slot + origins.count - 1) % origins.count
      state = origins[slot][state]
    }
    return Decision(state: state, confidence: min(1, max(0, -runnerUp / 4)))
  }
}
