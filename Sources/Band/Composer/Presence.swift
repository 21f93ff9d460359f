/// Whether the player plays, and how loudly, judged by the onsets heard.
struct Presence: Sendable {
  /// The last onset, in beats of the musical clock.
  private(set) var lastOnset: Double?

  /// The onsets of the last ``memory`` beats.
  private var recent: [Double] = []

  private static let memory = 24.0

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
    recent.removeAll { $0 < beat - Self.memory }
  }

  /// The first of the onsets that are remembered since `start`.
  func firstOnset(since start: Double) -> Double? { recent.first { $0 >= start } }

  /// Whether there are enough onsets since `start` to tell that somebody plays a tune.
  func isPlaying(since start: Double, at now: Double) -> Bool {
    let onsets = recent.filter { $0 >= start && $0 > now - 8 }
    guard let first = onsets.first, let last = onsets.last else { return false }
    return onsets.count >= 4 && last - first >= 2
  }

  /// Where three strokes began that were as far apart as bars or half bars, on the beat, if the last
  /// three since `start` were: somebody plays a chord a bar.
  ///
  /// Noise is like that by chance once in some hundreds; whether a chord was heard is for others to
  /// tell.
  func pacing(since start: Double, at now: Double, beatsPerBar: Int) -> Double? {
    let onsets = recent.filter { $0 >= start }
    let strokes = onsets.indices.filter { $0 == 0 || onsets[$0] - onsets[$0 - 1] > 0.5 }
    let last = strokes.suffix(3).map { onsets[$0] }
    guard last.count == 3, now - last[2] < Double(beatsPerBar) + 0.5 else { return nil }
    let areOnBeats = last.allSatisfy { abs($0 - $0.rounded()) < 0.15 }
    let gap = Int(last[1].rounded() - last[0].rounded())
    let isEven = gap == Int(last[2].rounded() - last[1].rounded())
    return areOnBeats && isEven && (gap == beatsPerBar || 2 * gap == beatsPerBar) ? last[0] : nil
  }

  /// Forgets all onsets, when the clock has jumped.
  mutating func reset() {
    lastOnset = nil
    recent = []
  }
}
