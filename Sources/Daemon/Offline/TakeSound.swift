import Ear

/// What is measured of a recording as a whole, besides what the patch hears in it.
struct TakeSound {
  let chroma: [ChromaEstimate]

  /// The loudness of the whole, or `nil` for a recording of less than 400 ms.
  let loudness: LoudnessEstimate?

  /// The outline, in stretches of the same length.
  let peaks: [SoundOutline.Peak]
}
