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

  private var seen = RootRows(atLeast: ChordFeatures.count)
  private var drive: RootRows
  private var gates: RootRows
  private var recalled: RootRows
  private var memory: RootRows
  private var said: RootRows
  private var average: [Float]
  private var nothing = [Float](repeating: 0, count: headCount)

  init(_ model: ChordModel) {
    dense = RootMatrix(model.dense)
    input = RootMatrix(model.input)
    recurrent = RootMatrix(model.recurrent)
    heads = RootMatrix(model.heads)
    none = model.none
    width = model.hiddenCount
    drive = RootRows(atLeast: dense.outputCount)
    memory = drive
    gates = RootRows(atLeast: input.outputCount)
    recalled = gates
    said = RootRows(atLeast: heads.outputCount)
    average = Array(repeating: 0, count: width)
    let nowhere = [Float](repeating: 0, count: ChordVocabulary.stateCount)
    chords = Array(repeating: nowhere, count: Self.headCount)
    basses = Array(repeating: Array(repeating: 0, count: 12), count: Self.headCount)
  }

  /// Looks at the values of a `ChordFeatures` and says what it thinks.
  mutating func look(_ values: [Float]) {
    turn(values)
    dense.multiply(seen, into: &drive)
    drive.values.replaceFours { $0.replacing(with: 0, where: $0 .< 0) }
    input.multiply(drive, into: &gates)
    recurrent.multiply(memory, into: &recalled)
    for root in 0..<12 { remember(root) }
    heads.multiply(memory, into: &said)
    ponderNone()
    for head in 0..<Self.headCount { conclude(head) }
  }

  /// Lays out what is seen from every root: interval `i` of root `r` is pitch class `r + i`.
  private mutating func turn(_ values: [Float]) {
    precondition(values.count == ChordFeatures.count)
    for root in 0..<12 {
      seen.withRow(root) { row in
        for start in stride(from: 0, to: ChordFeatures.pitchedCount, by: 12) {
          for interval in 0..<12 - root { row[start + interval] = values[start + root + interval] }
          for wrapped in 0..<root { row[start + 12 - root + wrapped] = values[start + wrapped] }
        }
        for index in ChordFeatures.pitchedCount..<ChordFeatures.count { row[index] = values[index] }
      }
    }
  }

  private mutating func remember(_ root: Int) {
    for index in stride(from: 0, to: width, by: 4) {
      let reset = (gates[root, four: index] + recalled[root, four: index]).sigmoid
      let keep = (gates[root, four: width + index] + recalled[root, four: width + index]).sigmoid
      let new =
        gates[root, four: 2 * width + index] + reset * recalled[root, four: 2 * width + index]
      let next = new.hyperbolicTangent
      memory[root, four: index] = next + keep * (memory[root, four: index] - next)
    }
  }

  /// Asks for how much there is no chord, which is the same from every root.
  private mutating func ponderNone() {
    for index in 0..<width {
      average[index] = (0..<12).reduce(0) { $0 + memory[$1, index] } / 12
    }
    none.multiply(average, into: &nothing)
  }

  private mutating func conclude(_ head: Int) {
    let first = head * Self.outputsPerRoot
    let qualityCount = ChordQuality.allCases.count
    var logits = [Float](repeating: nothing[head], count: ChordVocabulary.stateCount)
    for root in 0..<12 {
      for quality in 0..<qualityCount { logits[quality * 12 + root] = said[root, first + quality] }
      basses[head][root] = said[root, first + qualityCount]
    }
    Self.normalise(&logits)
    chords[head] = logits
    Self.normalise(&basses[head])
  }

  /// Turns logits into the logarithms of probabilities.
  private static func normalise(_ logits: inout [Float]) {
    let top = logits.max() ?? 0
    let total = top + logf(logits.reduce(0) { $0 + expf($1 - top) })
    for index in logits.indices { logits[index] -= total }
  }
}
