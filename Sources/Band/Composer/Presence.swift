import Glibc

/// Whether the player plays, and how loudly: judged by his level, or where nobody tells it, by the onsets heard.
struct Presence: Sendable {
  /// The last onset, in beats of the musical clock.
  private(set) var lastOnset: Double?

  /// The onsets of the last ``memory`` beats: where they were, and the logarithm of their strength to base 2.
  private var strokes: [(beat: Double, level: Double)] = []

  /// Where they were.
  private var recent: [Double] { strokes.map { $0.beat } }

  private static let memory = 24.0

  /// How many onsets were heard since the tune began, and their mean level: of the last few, and of the last few
  /// dozen.
  private var count = 0
  private var current = 0.0
  private var usual = 0.0

  /// How loud he plays, where somebody measures it.
  private var level = PlayedLevel()

  /// How long after a stroke the level is his, in beats.
  private static let ringing = 1.5

  /// What velocities are multiplied by, 0.6 to 1.2.
  ///
  /// Strengths of strokes have no fixed scale: by them, it is the player's loudness against his own average, and
  /// 0.75 at least.
  var dynamics: Double {
    if level.isKnown { return level.dynamics }
    guard count > 0 else { return 1 }
    return min(1.2, max(0.75, 0.4 + 0.6 * exp2(current - usual)))
  }

  /// Onsets a beat from `start` until before `end`, in the last ``memory`` beats.
  func rate(from start: Double, until end: Double) -> Double {
    Double(strokes.count { $0.beat >= start && $0.beat < end }) / (end - start)
  }

  /// How loud he plays from `start` until before `end` against his own average, 1 for as ever.
  func loudness(from start: Double, until end: Double) -> Double {
    if let amplitude = level.amplitude(from: start, until: end) { return amplitude }
    let heard = strokes.filter { $0.beat >= start && $0.beat < end }
    guard count > 0, !heard.isEmpty else { return 1 }
    return exp2(heard.reduce(0) { $0 + $1.level } / Double(heard.count) - usual)
  }

  mutating func hear(_ strength: Float, at beat: Double) {
    let level = log2(Double(max(strength, 1e-4)))
    // The first ones are averaged: else the very first, often an accent, would stand for the player for long.
    count += 1
    current += (level - current) * max(0.25, 1 / Double(count))
    usual += (level - usual) * max(0.02, 1 / Double(count))
    lastOnset = max(lastOnset ?? beat, beat)
    strokes.append((beat, level))
    strokes.removeAll { $0.beat < beat - Self.memory }
    self.level.forget(before: beat - Self.memory)
  }

  /// Takes in how loud the input was in the 400 ms before `beat`, in LUFS: what rings, or hums, long after a stroke
  /// is not how he plays.
  mutating func hear(loudness: Double, at beat: Double) {
    guard let lastOnset, beat < lastOnset + Self.ringing else { return }
    level.hear(loudness, at: beat)
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

  /// Forgets how loud he played: what counted in, and may have been muted, is no measure of the tune.
  mutating func beginTune() {
    count = 0
    level.beginTune()
  }

  /// Forgets all onsets, when the clock has jumped.
  mutating func reset() {
    lastOnset = nil
    strokes = []
    level.forget(before: .infinity)
  }
}
