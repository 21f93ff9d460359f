/// What a frame of sound is like, in the measures that music information retrieval uses.
package struct Descriptors: Sendable {
  /// The input frame it belongs to, the middle of its window.
  package let frame: Int64

  /// The input frame after which this could be said.
  package let heard: Int64

  /// The mean of the frequencies, weighted by magnitude, in hertz; 0 in silence.
  package let centroid: Float

  /// How far the frequencies spread around it, in hertz.
  package let bandwidth: Float

  /// The frequency below which 85 % of the magnitude lie, in hertz.
  package let rolloff: Float

  /// How noise-like the power is, geometric over arithmetic mean: 0 for a tone, 1 for white noise.
  package let flatness: Float

  /// How much louder the mel bands have become since the last frame, in dB.
  package let flux: Float

  /// The share of the samples at which the sign changes.
  package let zeroCrossings: Float

  /// Mel-frequency cepstral coefficients, the level first.
  package let cepstrum: InlineArray<13, Float>
}
