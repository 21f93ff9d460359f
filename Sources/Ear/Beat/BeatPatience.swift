/// How long a beat goes on without a stroke: whoever lets a chord ring has not stopped yet.
///
/// Times are in input frames.
struct BeatPatience {
  /// Seconds without a stroke after which the player has stopped, and the same in beats; the longer
  /// counts, so that one may strum once a bar.
  private static let seconds = 2.0
  private static let beats = 4.6
  /// How much of the time counts in which what was struck still rings, and what part of the loudest of
  /// late it must be to do so.
  private static let ringing = (share: 0.4, level: Float(0.06))
  /// What the loudest keeps from one step to the next: it halves in eight seconds.
  private static let memory: Float = 0.999

  private let sampleRate: Double
  private var loudest: Float = 0
  private var waited = 0.0

  init(sampleRate: Double) { self.sampleRate = sampleRate }

  /// Hears a stroke, or a tap.
  mutating func hear() { waited = 0 }

  /// Waits for `frames` in which the sound was as loud as `level`.
  mutating func wait(_ frames: Double, level: Float) {
    loudest = max(level, loudest * Self.memory)
    let rings = level > 0 && level > Self.ringing.level * loudest
    waited += rings ? Self.ringing.share * frames : frames
  }

  /// How much of it is left where a beat takes `interval`: 1 to 0.
  func left(_ interval: Double) -> Double {
    max(0, 1 - waited / max(Self.seconds * sampleRate, Self.beats * interval))
  }
}
