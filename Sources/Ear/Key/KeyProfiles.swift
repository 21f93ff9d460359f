import Music

/// How well the pitch classes of late fit each key.
///
/// Profiles of Temperley, "What's key for key? The Krumhansl-Schmuckler key-finding algorithm reconsidered"
/// (Music Perception 17, 1999).
struct KeyProfiles {
  private static let major: [Float] = [5, 2, 3.5, 2, 4.5, 4, 2, 4.5, 2, 3.5, 1.5, 4]
  private static let minor: [Float] = [5, 2, 3.5, 4.5, 2, 4, 2, 4.5, 3.5, 2, 1.5, 4]

  private var heard = [Float](repeating: 0, count: 12)

  /// Hears a frame more, after which all before it counts `forget` times what it did.
  mutating func hear(_ chroma: Chroma, forget: Float) {
    for index in 0..<12 {
      heard[index] = heard[index] * forget + chroma.treble[index] + 0.5 * chroma.bass[index]
    }
  }

  /// Pearson's correlation of what was heard, from the key's tonic up, with its profile.
  func correlation(with key: Key) -> Float {
    let profile = key.mode == .major ? Self.major : Self.minor
    let mean = heard.reduce(0, +) / 12
    let profileMean = profile.reduce(0, +) / 12
    var product: Float = 0
    var square: Float = 0
    var profileSquare: Float = 0
    for degree in 0..<12 {
      let x = heard[(key.tonic.semitones + degree) % 12] - mean
      let y = profile[degree] - profileMean
      product += x * y
      square += x * x
      profileSquare += y * y
    }
    let scale = (square * profileSquare).squareRoot()
    return scale > 0 ? product / scale : 0
  }
}
