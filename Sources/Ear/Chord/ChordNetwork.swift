import Glibc
import Music
import Weights

/// A small recurrent network that is asked once for each root how well each quality stands on it.
///
/// What is heard is turned so that the root in question comes first, and the same weights answer for
/// all twelve: a transposed song is answered with transposed chords. Gated recurrent units as in Cho
/// et al., "Learning phrase representations using RNN encoder-decoder" (EMNLP 2014), in PyTorch's
/// form. One head says what sounds now, the other what sounded `ChordModel.delay` looks ago.
struct ChordNetwork {
  static let headCount = 2
  /// Of each root: how well every quality stands on it, the bass, the pitch class.
  static let outputsPerRoot = ChordQuality.allCases.count + 2

  /// The logarithms of the probabilities of the states of `ChordVocabulary`, head by head.
  private(set) var chords: [[Float]]

  /// The logarithms of the probabilities that each pitch class is the bass, head by head.
  private(set) var basses: [[Float]]

  private let dense: RootMatrix
  private let input: RootMatrix
  private let recurrent: RootMatrix
  private let heads: RootMatrix
  private let none: Layer
  private let width: Int

  private var doubled = [Float](repeating: 0, count: 24)
  private var seen = [RootLanes](repeating: RootLanes(), count: ChordFeatures.count)
  private var drive: [RootLanes]
  private var gates: [RootLanes]
  private var recalled: [RootLanes]
  private var memory: [RootLanes]
  private var said: [RootLanes]

  init(_ model: ChordModel) {
    dense = RootMatrix(model.dense)
    input = RootMatrix(model.input)
    recurrent = RootMatrix(model.recurrent)
    heads = RootMatrix(model.heads)
    none = model.none
    width = model.hiddenCount
    drive = Array(repeating: RootLanes(), count: dense.outputCount)
    memory = Array(repeating: RootLanes(), count: dense.outputCount)
    gates = Array(repeating: RootLanes(), count: input.outputCount)
    recalled = gates
    said = Array(repeating: RootLanes(), count: heads.outputCount)
    let nothing = [Float](repeating: 0, count: ChordVocabulary.stateCount)
    chords = Array(repeating: nothing, count: Self.headCount)
    basses = Array(repeating: Array(repeating: 0, count: 12), count: Self.headCount)
  }

  /// Looks at the values of a `ChordFeatures` and says what it thinks.
  mutating func look(_ values: [Float]) {
    turn(values)
    dense.multiply(seen, into: &drive)
    for index in drive.indices { drive[index] = drive[index].rectified }
    input.multiply(drive, into: &gates)
    recurrent.multiply(memory, into: &recalled)
    remember()
    heads.multiply(memory, into: &said)
    for head in 0..<Self.headCount { conclude(head) }
  }

  /// Lays out what is seen from every root: lane `r` of interval `i` is pitch class `r + i`.
  private mutating func turn(_ values: [Float]) {
    precondition(values.count == ChordFeatures.count)
    for start in stride(from: 0, to: ChordFeatures.pitchedCount, by: 12) {
      for index in 0..<24 { doubled[index] = values[start + index % 12] }
      doubled.withUnsafeBufferPointer { doubled in
        guard let base = doubled.baseAddress else { return }
        for interval in 0..<12 { seen[start + interval] = RootLanes(base + interval) }
      }
    }
    for index in ChordFeatures.pitchedCount..<ChordFeatures.count {
      seen[index] = RootLanes(repeating: values[index])
    }
  }

  private mutating func remember() {
    for index in 0..<width {
      let reset = (gates[index] + recalled[index]).sigmoid
      let keep = (gates[width + index] + recalled[width + index]).sigmoid
      let new = gates[2 * width + index] + reset * recalled[2 * width + index]
      let next = new.hyperbolicTangent
      memory[index] = next + keep * (memory[index] - next)
    }
  }

  private mutating func conclude(_ head: Int) {
    let first = head * Self.outputsPerRoot
    for quality in 0..<ChordQuality.allCases.count {
      for root in 0..<12 { chords[head][quality * 12 + root] = said[first + quality][root] }
    }
    var sum = none.bias[head]
    for index in 0..<width { sum += none.weights[head * width + index] * memory[index].sum / 12 }
    chords[head][ChordVocabulary.noChord] = sum
    Self.normalise(&chords[head])
    let bass = said[first + ChordQuality.allCases.count]
    for root in 0..<12 { basses[head][root] = bass[root] }
    Self.normalise(&basses[head])
  }

  /// Turns logits into the logarithms of probabilities.
  private static func normalise(_ logits: inout [Float]) {
    let top = logits.max() ?? 0
    let total = top + logf(logits.reduce(0) { $0 + expf($1 - top) })
    for index in logits.indices { logits[index] -= total }
  }
}
