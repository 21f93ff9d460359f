import Glibc
import Music

/// Hears the key, from what has sounded in the last half minute or so.
///
/// Correlates the pitch classes heard with the profiles of Temperley, "What's key for key? The
/// Krumhansl-Schmuckler key-finding algorithm reconsidered" (Music Perception 17, 1999). Another
/// key has to lead for three seconds before it is believed.
package struct KeyFinder: Listener {
  package static let parts: FrontEnd.Parts = .notes

  private static let major: [Float] = [5, 2, 3.5, 2, 4.5, 4, 2, 4.5, 2, 3.5, 1.5, 4]
  private static let minor: [Float] = [5, 2, 3.5, 4.5, 2, 4, 2, 4.5, 3.5, 2, 1.5, 4]
  /// Every so many frames of notes count.
  private static let stride = 8
  /// Seconds of music remembered.
  private static let memory = 25.0
  /// Seconds of music before the first answer.
  private static let patience = 2.0

  private var frames = 0
  private var heard = [Float](repeating: 0, count: 12)
  private var seconds = 0.0
  private var current: Key?
  private var challenger: Key?
  private var challenged = 0.0

  package init() {}

  /// Hears a step; calls `emit` if the key has changed.
  package mutating func hear(_ front: FrontEnd, _ emit: (KeyEstimate) -> Void) {
    guard front.news.contains(.notes), let spectra = front.spectra else { return }
    frames += 1
    guard frames % Self.stride == 0, spectra.long.isSounding else { return }
    remember(spectra.long.notes)
    guard let (key, confidence) = decide() else { return }
    let framer = spectra.framer
    emit(
      KeyEstimate(
        frame: max(0, framer.frame(age: spectra.long.age)), heard: framer.heard, key: key,
        confidence: confidence))
  }

  private var step: Double { Double(Self.stride) * HarmonySpectra.hop }

  private mutating func remember(_ notes: [Float]) {
    let chroma = Chroma(notes)
    let forget = Float(exp(-step / Self.memory))
    for index in 0..<12 {
      heard[index] = heard[index] * forget + chroma.treble[index] + 0.5 * chroma.bass[index]
    }
    seconds += step
  }

  private mutating func decide() -> (key: Key, confidence: Float)? {
    guard seconds >= Self.patience else { return nil }
    let (leader, lead) = leadingKey()
    guard leader != current else {
      challenger = nil
      return nil
    }
    challenged = leader == challenger ? challenged + step : 0
    challenger = leader
    guard current == nil || challenged >= 3 else { return nil }
    current = leader
    challenger = nil
    return (leader, min(1, lead * 5))
  }

  private func leadingKey() -> (key: Key, lead: Float) {
    var best: (key: Key, score: Float) = (Key(PitchClass(0), .major), -2)
    var second: Float = -2
    for mode in Key.Mode.allCases {
      for tonic in 0..<12 {
        var score = correlation(tonic: tonic, mode == .major ? Self.major : Self.minor)
        let key = Key(PitchClass(tonic), mode)
        if key == current { score += 0.05 }
        if score > best.score {
          second = best.score
          best = (key, score)
        } else {
          second = max(second, score)
        }
      }
    }
    return (best.key, best.score - second)
  }

  /// Pearson's correlation of what was heard, from `tonic` up, with `profile`.
  private func correlation(tonic: Int, _ profile: [Float]) -> Float {
    let mean = heard.reduce(0, +) / 12
    let profileMean = profile.reduce(0, +) / 12
    var product: Float = 0
    var square: Float = 0
    var profileSquare: Float = 0
    for degree in 0..<12 {
      let x = heard[(tonic + degree) % 12] - mean
      let y = profile[degree] - profileMean
      product += x * y
      square += x * x
      profileSquare += y * y
    }
    let scale = (square * profileSquare).squareRoot()
    return scale > 0 ? product / scale : 0
  }
}
