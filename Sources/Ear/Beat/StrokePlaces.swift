import Glibc

/// What a stroke may have been meant for: a part of a beat, or none.
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

  /// How much more often faint strokes fall anywhere.
  private static let faint = (strength: 0.25, times: 2.0)

  /// How late a stroke that fell anywhere may be, in beats, and be the one that was expected.
  private static let late = 0.2

  /// How likely a stroke is heard twice.
  private static let again = 0.1

  /// By how much less likely than the likeliest a place may be that is thought of.
  private static let depth = 5.0

  private var rhythm = StrokeRhythm()

  /// What becomes of an account by each part of a beat that a stroke may have been meant for, counted from the
  /// account's first beat; `nil` for none.
  func places(_ stroke: Stroke, _ account: BeatAccount) -> [(account: BeatAccount, part: Int?)] {
    let position = (stroke.frame - account.time) / account.period
    var found: [(account: BeatAccount, part: Int?)] = [
      (anywhere(stroke, account, position: position), nil)
    ]
    for (index, place) in StrokeRhythm.parts.enumerated() {
      let beats = position - place > 0.5 ? 1 : 0
      let at = place + Double(beats)
      let error = stroke.frame - account.time - at * account.period
      let variance = account.variance(at: at) + stroke.noise
      let part = StrokeRhythm.part(index, of: account.beat + beats)
      var meant = account
      if part > account.passed {
        meant.score += rhythm.silence(from: account.passed + 1, to: part) + log(rhythm.chance(part))
        meant.passed = part
      } else {
        meant.score += log(Self.again)
      }
      meant.score -= 0.5 * log(2 * .pi * variance) + 0.5 * error * error / variance
      meant.correct(by: error, at: at, noise: stroke.noise)
      found.append((meant, part))
    }
    let highest = found.reduce(-Double.infinity) { max($0, $1.account.score) }
    return found.filter { $0.account.score > highest - Self.depth }
  }

  private func anywhere(
    _ stroke: Stroke, _ account: BeatAccount, position: Double
  ) -> BeatAccount {
    var account = account
    let times = stroke.strength < Self.faint.strength ? Self.faint.times : 1
    account.score += log(times * rhythm.oddRate / account.period)
    let missed = StrokeRhythm.part(at: position - Self.late, from: account.beat)
    account.score += rhythm.silence(from: account.passed + 1, to: missed + 1)
    account.passed = max(account.passed, StrokeRhythm.part(at: position, from: account.beat))
    return account
  }

  /// Learns that a stroke was meant for `part`, or `nil` for none, and that beats have passed up to `beat`.
  mutating func learn(_ part: Int?, beat: Int) { rhythm.learn(part, beat: beat) }
}
