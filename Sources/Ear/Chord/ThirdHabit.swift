import Glibc
import Music

/// Which third is meant where none sounds, as in a power chord: songs keep to their notes.
///
/// What the network says of a root whose fifth stands open is weighed by how much its minor and its major third were
/// heard in the chords of late. Where a third sounds, nothing changes. The constants were chosen by what comes right of
/// songs made of a guitarist's recorded strokes (`docs/decisions.md`, "A third that is not played is the song's").
struct ThirdHabit {
  /// Seconds in which what was heard is half forgotten, and how many seconds of either third are taken for heard.
  private static let halfLife = 60.0
  private static let doubt: Float = 4

  /// What the logarithm of the odds counts for, and the most that it can come to.
  private static let weight: Float = 2
  private static let most: Float = 3

  private static let thirds = ChordQuality.allCases.map { $0.intervals[1] }

  private let step: Float
  private let forget: Float

  /// Seconds of each pitch class in chords, fading; thirds that did not sound do not count.
  private var heard = [Float](repeating: 0, count: 12)

  /// Creates a habit that is told of chords every `step` seconds.
  init(step: Double) {
    self.step = Float(step)
    forget = Float(exp2(-step / Self.halfLife))
  }

  /// Hears the logarithm of each state's probability, as the network has it, and how open each root's fifth stands.
  mutating func hear(_ said: [Float], open: [Float]) {
    for pitchClass in heard.indices { heard[pitchClass] *= forget }
    for state in 0..<ChordVocabulary.noChord {
      let (quality, root) = (state / 12, state % 12)
      let seconds = step * expf(said[state])
      for interval in ChordQuality.allCases[quality].intervals {
        let isThird = interval == Self.thirds[quality]
        heard[(root + interval) % 12] += isThird ? seconds * (1 - open[root]) : seconds
      }
    }
  }

  /// The logarithms of the states' probabilities where the fifths stand so `open`; how probable each root is stays as it
  /// is.
  func weighed(_ said: [Float], open: [Float]) -> [Float] {
    var weighed = said
    for root in 0..<12 where open[root] > 0 {
      let odds =
        (heard[(root + 3) % 12] + Self.doubt) / (heard[(root + 4) % 12] + Self.doubt)
      let beyond = Self.weight * logf(odds)
      lean(root, to: open[root] * min(Self.most, max(-Self.most, beyond)), &weighed)
    }
    return weighed
  }

  /// Makes minor thirds on `root` likelier than major ones, by `bias` as a logarithm.
  private func lean(_ root: Int, to bias: Float, _ said: inout [Float]) {
    let shifts = Self.thirds.map { $0 == 3 ? bias / 2 : $0 == 4 ? -bias / 2 : nil }
    var (before, after) = (Float.leastNormalMagnitude, Float.leastNormalMagnitude)
    for case (let quality, let shift?) in zip(shifts.indices, shifts) {
      let probability = expf(said[quality * 12 + root])
      before += probability
      after += probability * expf(shift)
    }
    for case (let quality, let shift?) in zip(shifts.indices, shifts) {
      said[quality * 12 + root] += shift + logf(before / after)
    }
  }
}
