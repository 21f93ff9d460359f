private import CRealtime
import Graph

/// A short decaying sine, the sound of a click.
struct ClickTone: BitwiseCopyable {
  private static let frequency: Float = 1000
  private static let accentFrequency: Float = 1500

  /// Seconds in which a click falls by 63 %.
  private static let decay: Float = 0.008

  private let sampleRate: Float
  private let fall: Double
  private var cosine: Double = 1
  private var sine: Double = 0

  /// Frames left until what remains is too soft to matter.
  private var remaining = 0

  /// The tone as a pointer that turns and shrinks.
  private var x: Double = 0
  private var y: Double = 0

  init(sampleRate: Double) {
    self.sampleRate = Float(sampleRate)
    fall = Double(realtime_exp(-1 / (Self.decay * Float(sampleRate))))
  }

  @_noLocks
  mutating func start(isAccent: Bool, level: Float) {
    let frequency = isAccent ? Self.accentFrequency : Self.frequency
    let angle = 2 * Float.pi * frequency / sampleRate
    cosine = Double(realtime_cos(angle)) * fall
    sine = Double(realtime_sin(angle)) * fall
    x = Double(level)
    y = 0
    remaining = Int(25 * Self.decay * sampleRate)
  }

  @_noLocks
  mutating func stop() { remaining = 0 }

  /// Fills the frames from `start` up to `end`.
  @_noLocks
  mutating func render(_ output: inout MutableSpan<Float>, from start: Int, to end: Int) {
    for frame in start..<end {
      guard remaining > 0 else {
        output[frame] = 0
        continue
      }
      output[frame] = Float(y)
      (x, y) = (x * cosine - y * sine, x * sine + y * cosine)
      remaining -= 1
    }
  }
}
