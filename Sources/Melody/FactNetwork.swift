import Glibc
import Weights

/// A network of two layers that is told facts, each one of a few values, and answers with
/// probabilities.
package struct FactNetwork: Sendable {
  /// A row of weights for each value of each fact.
  private let tables: [(size: Int, rows: [Float])]
  private let inside: Layer
  private let answers: Layer

  /// Takes the weights off `reader`: the tables of facts that have `sizes` values, then the layers.
  init(sizes: [Int], hiddenCount: Int, answerCount: Int, _ reader: inout WeightReader) {
    var tables: [(size: Int, rows: [Float])] = []
    for size in sizes { tables.append((size, reader.floats(size * hiddenCount))) }
    self.tables = tables
    inside = reader.layer(from: hiddenCount, to: hiddenCount)
    answers = reader.layer(from: hiddenCount, to: answerCount)
  }

  /// The probability of each answer, given a value of each fact.
  package func answers(to facts: [Int]) -> [Float] {
    precondition(facts.count == tables.count, "Each table is told one fact.")
    var seen = [Float](repeating: 0, count: inside.inputCount)
    for (fact, table) in zip(facts, tables) {
      let start = min(table.size - 1, max(0, fact)) * seen.count
      for index in seen.indices { seen[index] += table.rows[start + index] }
    }
    var inner = [Float](repeating: 0, count: inside.outputCount)
    inside.multiply(seen.map { max(0, $0) }, into: &inner)
    var logits = [Float](repeating: 0, count: answers.outputCount)
    answers.multiply(inner.map { max(0, $0) }, into: &logits)
    return Self.shares(logits)
  }

  private static func shares(_ logits: [Float]) -> [Float] {
    let top = logits.max() ?? 0
    let powers = logits.map { expf($0 - top) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}
