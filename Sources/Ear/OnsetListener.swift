/// Hears onsets twice: at once, for whoever has to react, and once more when it is known what they
/// were.
package struct OnsetListener {
  private var detector: OnsetDetector

  /// Creates a listener to audio at `sampleRate` hertz.
  package init(sampleRate: Double) { detector = OnsetDetector(sampleRate: sampleRate) }

  /// Forgets everything heard.
  package mutating func reset() { detector.reset() }

  /// Listens to `samples`; calls `emit` for each onset, first unsettled and then settled.
  package mutating func process(
    _ samples: UnsafeBufferPointer<Float>, _ emit: (Onset) -> Void
  ) {
    detector.process(samples, early: emit, settled: emit)
  }
}
