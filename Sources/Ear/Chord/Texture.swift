/// What the sound is made of, as far as it says whether chords can be heard.
enum Texture {
  /// Hardly any of it repeats itself as one note does: chords, or noise.
  case full
  /// One note stands out.
  case mixed
  /// One voice, and there may be something else beside it.
  case lead
  /// One voice alone, which chords cannot be told from.
  case line

  /// Whether a voice sings, blows or bows, rather than strings being plucked or struck.
  var isVoice: Bool { self == .lead || self == .line }
}
