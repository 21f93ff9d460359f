import Glibc

/// Counts beats into bars, and finds out where bars begin.
///
/// A bar begins where the chord changes and where the stroke is strong: each possible place of the
/// downbeat collects the accents that fall on it, old ones fading.
struct BarCounter {
  private struct Beat {
    let frame: Int64
    let index: Int
    var accent: Float
  }

  private static let fade: Float = 0.94
  /// By how much another place must lead before the count moves.
  private static let hysteresis: Float = 1.5

  let beatsPerBar = 4
  private var beats: [Beat] = []
  private var index = 0
  private var downbeat = 0
  private var anchor: Float = 0

  mutating func reset() {
    beats = []
    index = 0
    downbeat = 0
    anchor = 0
  }

  /// Declares that the next beat is a downbeat.
  mutating func begin() {
    beats = []
    downbeat = index
    anchor = 6
  }

  /// Counts the next beat, which falls at `frame`.
  mutating func count(frame: Int64) -> Int {
    let number = (index - downbeat + 64 * beatsPerBar) % beatsPerBar + 1
    beats.append(Beat(frame: frame, index: index, accent: 0))
    if beats.count > 32 { beats.removeFirst() }
    index += 1
    return number
  }

  /// Adds an accent to the beat nearest to `frame`, if it lies within `reach` frames.
  mutating func accent(frame: Int64, weight: Float, reach: Int64) {
    let nearest = beats.indices.min { abs(beats[$0].frame - frame) < abs(beats[$1].frame - frame) }
    guard let nearest, abs(beats[nearest].frame - frame) <= reach else { return }
    beats[nearest].accent += weight
    reconsider()
  }

  private mutating func reconsider() {
    var scores = [Float](repeating: 0, count: beatsPerBar)
    var weight: Float = 1
    for beat in beats.reversed() {
      scores[beat.index % beatsPerBar] += weight * beat.accent
      weight *= Self.fade
    }
    let current = downbeat % beatsPerBar
    guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }), best != current,
      scores[best] > scores[current] + Self.hysteresis + anchor
    else { return }
    downbeat = best
    anchor = 0
  }
}
