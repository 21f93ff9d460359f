/// A beat that a `BeatTracker` expects.
package struct BeatEstimate: Sendable, Equatable {
  /// The input frame at which the beat falls; never before `heard`.
  package let frame: Int64

  /// The input frame after which this could be said.
  package let heard: Int64

  /// The place in the bar, 1 for the downbeat.
  package let number: Int

  package let beatsPerBar: Int

  /// Beats a minute.
  package let tempo: Double

  /// How sure the tracker is of tempo and phase, 0 to 1.
  package let confidence: Float

  /// Whether a count-in has just fixed this beat: the first downbeat after its four strokes.
  package let isCountIn: Bool

  package init(
    frame: Int64, heard: Int64, number: Int, beatsPerBar: Int, tempo: Double, confidence: Float,
    isCountIn: Bool
  ) {
    self.frame = frame
    self.heard = heard
    self.number = number
    self.beatsPerBar = beatsPerBar
    self.tempo = tempo
    self.confidence = confidence
    self.isCountIn = isCountIn
  }
}
