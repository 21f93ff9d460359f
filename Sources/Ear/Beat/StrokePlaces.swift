import Glibc

/// Where in the beat a player strikes, as far as it is known: some never do between the beats, and where one
/// does, a stroke there is no sign of another tempo.
struct StrokePlaces {
  /// A stroke: when it fell, how strong it was (0.1 to 1), and how far off it may be, as a variance.
  struct Stroke {
    let frame: Double
    let strength: Double
    let noise: Double

    /// `rate` is how many frames a second has.
    init(frame: Double, strength: Float, rate: Double) {
      self.frame = frame
      self.strength = Double(max(0.1, min(1, strength)))
      let spread = StrokePlaces.spread * rate
      noise = spread * spread * (1 + StrokePlaces.softness * (1 / self.strength - 1))
    }
  }

  /// How far strong strokes are off, in seconds, one standard deviation; and how much more weak ones are.
  private static let spread = 0.012
  private static let softness = 0.4

  /// Parts of the beat, and how often strokes fall there before anything was heard; and elsewhere.
  private static let parts = [0, 0.25, 0.5, 0.75, 1.0 / 3, 2.0 / 3]
  private static let usual = [4, 0.3, 2, 0.3, 0.1, 0.5]
  private static let odd = 0.8

  /// How much more often faint strokes fall anywhere.
  private static let faint = (strength: 0.25, times: 4.0)

  /// What is kept of what was learned from one stroke to the next, and by how much less likely than the
  /// likeliest a place may be that is thought of.
  private static let memory = 0.97
  private static let depth = 5.0

  private var counts = usual
  private var odd = StrokePlaces.odd

  /// What becomes of an account by each part of the beat that a stroke may have been meant for; `nil` for none.
  func places(_ stroke: Stroke, _ account: BeatAccount) -> [(account: BeatAccount, place: Int?)] {
    let total = counts.reduce(odd, +)
    let times = stroke.strength < Self.faint.strength ? Self.faint.times : 1
    var anywhere = account
    anywhere.score += log(times * odd / total / account.period)
    var found: [(account: BeatAccount, place: Int?)] = [(anywhere, nil)]
    let position = (stroke.frame - account.time) / account.period
    for (index, part) in Self.parts.enumerated() {
      let at = position - part > 0.5 ? part + 1 : part
      let error = stroke.frame - account.time - at * account.period
      let variance = account.variance(at: at) + stroke.noise
      var meant = account
      meant.score += log(counts[index] / total / (2 * .pi * variance).squareRoot())
      meant.score -= 0.5 * error * error / variance
      meant.correct(by: error, at: at, noise: stroke.noise)
      found.append((meant, index))
    }
    let highest = found.reduce(-Double.infinity) { max($0, $1.account.score) }
    return found.filter { $0.account.score > highest - Self.depth }
  }

  /// Learns that a stroke fell there.
  mutating func learn(_ place: Int?, strength: Double) {
    for index in counts.indices {
      counts[index] = Self.usual[index] + Self.memory * (counts[index] - Self.usual[index])
    }
    odd = Self.odd + Self.memory * (odd - Self.odd)
    if let place { counts[place] += strength } else { odd += strength }
  }
}
