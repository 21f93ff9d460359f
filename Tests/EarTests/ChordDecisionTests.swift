import Glibc
import Music
import Testing

@testable import Ear

struct ChordDecisionTests {
  private let c = 0
  private let cMinor = 12
  private let c7 = 24
  private let f = 5
  private let weights = HarmonyWeights(
    fit: 1, silentFit: 0, network: 1, change: 2, memory: 0, lag: 0, unstruck: 6, sureness: 0.3,
    sameRootSureness: 0.5, hesitation: 3, detailSureness: 0.8, detailHesitation: 5)

  @Test func `tells a chord at once where the network is sure of it`() {
    var candidate = ChordCandidate()
    let isTold = candidate.isReady(
      f, after: c, probability: 0.4, likelihood: 1, weights: weights)
    #expect(isTold)
  }

  @Test func `waits longer for the same root to mean another chord`() {
    var candidate = ChordCandidate()
    let told = [Float(0.4), 0.6].map {
      candidate.isReady(cMinor, after: c, probability: $0, likelihood: 1, weights: weights)
    }
    #expect(told == [false, true])
  }

  @Test func `waits longest for what is above root and third`() {
    var candidate = ChordCandidate()
    let told = [Float(0.7), 0.9].map {
      candidate.isReady(c7, after: c, probability: $0, likelihood: 1, weights: weights)
    }
    #expect(told == [false, true])
    candidate = ChordCandidate()
    let unsure = (0..<6).map { _ in
      candidate.isReady(c7, after: c, probability: 0, likelihood: 1, weights: weights)
    }
    #expect(unsure == [false, false, false, false, false, true])
  }

  @Test func `tells a chord that goes on leading, sure or not`() {
    var candidate = ChordCandidate()
    let told = (0..<5).map { _ in
      candidate.isReady(f, after: c, probability: 0, likelihood: 1, weights: weights)
    }
    #expect(told == [false, false, false, true, true])
  }

  @Test func `forgets a chord that only passed by`() {
    var candidate = ChordCandidate()
    let told = [f, f, c, f, f, c].map {
      candidate.isReady($0, after: c, probability: 0, likelihood: 1, weights: weights)
    }
    #expect(!told.contains(true))
  }

  @Test func `holds what was told while the network believes in no other chord`() {
    var doubtful = weights
    doubtful.doubt = 0.5
    var candidate = ChordCandidate()
    let told = [Float(0.4), 0.4, 0.4, 0.4, 0.6].map {
      candidate.isReady(
        f, after: c, probability: 0.4, likelihood: $0, weights: doubtful)
    }
    #expect(told == [false, false, false, false, true])
    let isOver = candidate.isReady(
      ChordVocabulary.noChord, after: c, probability: 0.4, likelihood: 0.4,
      weights: doubtful)
    #expect(isOver)
  }

  @Test func `adds up all that stands on a root or has the same notes`() {
    let augmented = ChordQuality.augmented.rawValue * 12
    var logarithms = [Float](repeating: -.infinity, count: ChordVocabulary.stateCount)
    for state in [c, cMinor, f, augmented + 4, ChordVocabulary.noChord] {
      logarithms[state] = log(0.2)
    }
    let sums = [(c7, 0.4), (f, 0.2), (augmented, 0.6), (ChordVocabulary.noChord, 0.2)]
    for (state, sum) in sums {
      #expect(abs(ChordVocabulary.likelihood(like: state, in: logarithms) - Float(sum)) < 1e-6)
    }
  }

  @Test func `changes sooner where something was struck`() throws {
    let struck = try #require(framesToChange(isStruck: true))
    let unstruck = try #require(framesToChange(isStruck: false))
    #expect(struck < unstruck)
  }

  @Test func `stops as soon whether something was struck or not`() {
    let none = ChordVocabulary.noChord
    #expect(framesToChange(to: none, isStruck: true) == framesToChange(to: none, isStruck: false))
  }

  /// How many frames that favour another state it takes to leave C.
  private func framesToChange(to other: Int = 5, isStruck: Bool) -> Int? {
    var decoder = ChordDecoder(lag: 0)
    let memory = ChordMemory(step: 0.1)
    for _ in 0..<20 {
      _ = decoder.step(scores(c), isStruck: false, weights: weights, memory: memory)
    }
    return (0..<20).first { _ in
      decoder.step(scores(other), isStruck: isStruck, weights: weights, memory: memory)?.state
        == other
    }
  }

  private func scores(_ state: Int) -> [Float] {
    (0..<ChordVocabulary.stateCount).map { $0 == state ? 1 : 0 }
  }
}
