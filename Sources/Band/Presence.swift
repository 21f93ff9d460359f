/// Whether the player plays, and how loudly, judged by the onsets heard.
struct Presence: Sendable {
  /// The last onset, in beats of the musical clock.
  private(set) var lastOnset: Double?

  /// The onsets of the last two bars or so.
  private var recent: [Double] = []

  /// Mean strength of the last few onsets.
  private var current: Float = 0

  /// Mean strength of the last few dozen onsets.
  private var usual: Float = 0

  /// What velocities are multiplied by, 0.75 to 1.2.
  ///
  /// Strengths have no fixed scale, so it is the player's loudness against his own average.
  var dynamics: Double {
    guard usual > 0 else { return 1 }
    return min(1.2, max(0.75, 0.4 + 0.6 * Double(current / usual)))
  }

  /// How loud he plays against his own average, 1 for as ever.
  var loudness: Double { usual > 0 ? Double(current / usual) : 1 }

  /// Onsets a beat over the last `beats` before `now`, eight at most.
  func rate(at now: Double, over beats: Double) -> Double {
    Double(recent.count { $0 > now - beats }) / beats
  }

  mutating func hear(_ strength: Float, at beat: Double) {
    let isFirst = usual == 0
    current = isFirst ? strength : current + (strength - current) * 0.25
    usual = isFirst ? strength : usual + (strength - usual) * 0.02
    lastOnset = max(lastOnset ?? beat, beat)
    recent.append(beat)
    recent.removeAll { $0 < beat - 8 }
  }

  /// Whether there are enough onsets since `start` to tell that somebody plays a tune.
  func isPlaying(since start: Double, at now: Double) -> Bool {
    let onsets = recent.filter { $0 >= start && $0 > now - 8 }
    guard let first = onsets.first, let last = onsets.last else { return false }
    return onsets.count >= 4 && last - first >= 2
  }

  /// Forgets all onsets, when the clock has jumped.
  mutating func reset() {
    lastOnset = nil
    recent = []
  }
}
