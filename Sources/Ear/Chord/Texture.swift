/// What the sound is made of, as far as it says whether chords can be heard.
enum Texture {
  /// Hardly any of it repeats itself as one note does: chords, or noise.
  case full
  /// One note stands out.
  case mixed
  /// One voice alone, which chords cannot be told from.
  case line
}
