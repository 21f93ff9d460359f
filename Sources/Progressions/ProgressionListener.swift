import Glibc

/// Follows the chords of a tune and says what comes next, whatever its key.
///
/// The network is asked for every tonic; a tonic counts by how well it has explained the chords so
/// far (Bayes' rule), the older ones ever less, so that a tune may modulate.
package struct ProgressionListener: Sendable {
  /// How likely each pitch class is the tonic of the key signature, C first; they add up to 1.
  package private(set) var tonics = [Float](repeating: 1 / 12, count: 12)

  private var network: ProgressionNetwork

  /// What is left of an opinion about the tonic after each change of chord.
  private static let memory: Float = 0.95

  package init(_ model: ProgressionModel) { network = ProgressionNetwork(model) }

  /// Hears that the chord changed.
  package mutating func hear(_ change: ProgressionNetwork.Change) {
    if network.current != nil {
      let following = network.following(length: change.length)
      weigh { following[$0][ProgressionNetwork.relative(change.chord, to: $0)] }
    }
    network.hear(change)
  }

  /// Supposes that the chord changes, without learning about the tonic from it.
  package mutating func suppose(_ change: ProgressionNetwork.Change) { network.hear(change) }

  /// The probabilities of each chord to follow the last, if that lasts `length` beats: quality
  /// times 12 plus root in semitones above C.
  package func following(length: Int) -> [Float] {
    let said = network.following(length: length)
    var chords = [Float](repeating: 0, count: ProgressionModel.chordCount)
    for tonic in 0..<12 {
      for chord in chords.indices {
        chords[chord] += tonics[tonic] * said[tonic][ProgressionNetwork.relative(chord, to: tonic)]
      }
    }
    return chords
  }

  /// The probabilities that the last chord lasts so many beats; the first is unused, the last
  /// stands for all that is longer.
  package var lengths: [Float] {
    let said = network.lengths
    return (0..<ProgressionModel.lengthCount).map { length in
      (0..<12).reduce(0) { $0 + tonics[$1] * said[$1][length] }
    }
  }

  private mutating func weigh(_ likelihood: (Int) -> Float) {
    for tonic in 0..<12 {
      tonics[tonic] = powf(tonics[tonic], Self.memory) * (likelihood(tonic) + 1e-6)
    }
    let sum = tonics.reduce(0, +)
    for tonic in 0..<12 { tonics[tonic] /= sum }
  }
}
