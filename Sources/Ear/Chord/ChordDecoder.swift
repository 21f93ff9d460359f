/// Finds the likeliest sequence of chords as the frames come.
///
/// Viterbi's recursion over the vocabulary, in which every change comes from the leading chord; reading
/// it back `lag` frames gives a decision that has seen what came after.
struct ChordDecoder {
  private let lag: Int
  private var best: [Float]
  private var next: [Float]
  /// Where each state came from, for the last `lag` frames.
  private var origins: [Int]
  /// For how many frames each state's path has been in it.
  private var since: [Int]
  /// Where the frame that comes next begins in `origins`.
  private var position = 0
  private var ages = 0

  init(lag: Int) {
    self.lag = lag
    best = Array(repeating: -4, count: ChordVocabulary.stateCount)
    best[ChordVocabulary.noChord] = 0
    next = best
    since = best.map { _ in 0 }
    origins = Array(repeating: 0, count: max(lag, 1) * ChordVocabulary.stateCount)
  }

  /// Adds a frame; returns the state `lag` frames ago and how clearly it leads now, 0 to 1.
  ///
  /// A change costs less where it leads to a chord that `memory` knows, and, unless to none, where
  /// something was struck.
  mutating func step(
    _ scores: [Float], isStruck: Bool, weights: HarmonyWeights, memory: borrowing ChordMemory
  ) -> Decision? {
    let dearer = isStruck ? 0 : weights.unstruck
    guard let leader = best.indices.max(by: { best[$0] < best[$1] }) else { return nil }
    for state in best.indices {
      let welcome = weights.memory > 0 ? memory.welcome(state, after: leader) : 0
      let cost = weights.change + (state == ChordVocabulary.noChord ? 0 : dearer)
      let arriving = best[leader] - cost + weights.memory * welcome
      let stays = best[state] >= arriving || state == leader
      next[state] = (stays ? best[state] : arriving) + scores[state]
      origins[position + state] = stays ? state : leader
      since[state] = stays ? since[state] + 1 : 0
    }
    let top = next.max() ?? 0
    for state in next.indices { best[state] = next[state] - top }
    position = (position + ChordVocabulary.stateCount) % origins.count
    ages += 1
    return decision()
  }

  struct Decision {
    let state: Int
    /// For how many frames it has sounded, `lag` at least.
    let age: Int
    let confidence: Float
  }

  private func decision() -> Decision? {
    guard ages >= lag, let now = best.firstIndex(of: 0) else { return nil }
    var state = now
    var runnerUp = -Float.infinity
    for other in best.indices where other != state { runnerUp = max(runnerUp, best[other]) }
    var slot = position
    for _ in 0..<lag {
      slot = (slot + origins.count - ChordVocabulary.stateCount) % origins.count
      state = origins[slot + state]
    }
    let age = state == now ? max(lag, since[state]) : lag
    return Decision(state: state, age: age, confidence: min(1, max(0, -runnerUp / 4)))
  }
}
