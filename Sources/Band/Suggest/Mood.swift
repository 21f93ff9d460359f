import Music

/// In which direction a suggestion leads away from what is likely.
package enum Mood: Int, CaseIterable, Sendable {
  case bright, dark, tense, jazzy, plain

  /// What the mood is called in addresses of OSC: "bright".
  package var name: String {
    switch self {
    case .bright: "bright"
    case .dark: "dark"
    case .tense: "tense"
    case .jazzy: "jazzy"
    case .plain: "plain"
    }
  }

  /// The idiom that the language model is told to continue in: 0 any, 1 pop, 2 jazz.
  var idiom: Int {
    switch self {
    case .jazzy: 2
    case .plain: 1
    case .bright, .dark, .tense: 0
    }
  }

  /// What the probability of a chord is multiplied by; `isTonic` for one on the tonic.
  func preference(for quality: ChordQuality, isTonic: Bool) -> Float {
    switch self {
    case .bright: quality.isDiminished ? 0.1 : quality.isMinor ? 0.4 : 2
    case .dark: quality.isMinor ? 3 : 0.5
    case .tense: isTonic ? 0.1 : quality.isDiminished ? 6 : quality == .dominant7 ? 4 : 1
    case .jazzy: quality.intervals.count == 4 ? 4 : 0.02
    case .plain: quality == .major || quality == .minor ? 4 : 0.02
    }
  }
}

extension ChordQuality {
  /// Whether the fifth is diminished or augmented.
  fileprivate var isDiminished: Bool { !intervals.contains(7) }
}
