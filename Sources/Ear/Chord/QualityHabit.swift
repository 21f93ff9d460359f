import Glibc
import Music

/// How much of what was played lately are chords of four notes, as sevenths are: songs have many or few of them.
///
/// What the network finds is weighed by it, as by a prior that is learnt while a song goes on. Its constants were chosen
/// by what comes right of takes (`docs/decisions.md`, "Songs of sevenths have sevenths").
struct QualityHabit {
  /// Seconds in which what was heard is half forgotten.
  private static let halfLife = 60.0

  /// The share of chords of four notes where nothing is known yet, and how many seconds of music that counts for.
  private static let usual: Float = 0.5
  private static let doubt: Float = 5

  /// What the logarithm of the odds counts for, and the most that it can come to.
  private static let weight: Float = 2
  private static let most: Float = 3

  private static let hasFourNotes = ChordQuality.allCases.map { $0.intervals.count > 3 }

  private let step: Float
  private let forget: Float

  /// Seconds of chords of four notes, and of three, that were heard, fading.
  private var four: Float = 0
  private var three: Float = 0

  /// Creates a habit that is told of chords every `step` seconds.
  init(step: Double) {
    self.step = Float(step)
    forget = Float(exp2(-step / Self.halfLife))
  }

  /// Hears the logarithm of each state's probability, as the network has it.
  mutating func hear(_ said: [Float]) {
    four *= forget
    three *= forget
    for state in 0..<ChordVocabulary.noChord {
      let heard = step * expf(said[state])
      if Self.hasFourNotes[state / 12] { four += heard } else { three += heard }
    }
  }

  /// The logarithms of the states' probabilities for somebody of this habit; how probable each root is stays as it is.
  func weighed(_ said: [Float]) -> [Float] {
    let odds = (four + Self.doubt * Self.usual) / (three + Self.doubt * (1 - Self.usual))
    let beyond = Self.weight * logf(odds * (1 - Self.usual) / Self.usual)
    let bias = min(Self.most, max(-Self.most, beyond))
    let factor = expf(bias)
    var weighed = said
    for root in 0..<12 {
      var (four, three) = (Float.leastNormalMagnitude, Float.leastNormalMagnitude)
      for quality in Self.hasFourNotes.indices {
        let probability = expf(said[quality * 12 + root])
        if Self.hasFourNotes[quality] { four += probability } else { three += probability }
      }
      let shift = logf((four + three) / (four * factor + three))
      for quality in Self.hasFourNotes.indices {
        weighed[quality * 12 + root] += Self.hasFourNotes[quality] ? shift + bias : shift
      }
    }
    return weighed
  }
}
