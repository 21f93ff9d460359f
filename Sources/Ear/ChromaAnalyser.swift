/// Shows which pitch classes sound, about 14 times a second.
package struct ChromaAnalyser {
  private static let hop = 768

  private var framer: Framer
  private var spectrum: NoteSpectrum
  private var tuning: Tuning

  /// Creates an analyser of audio at `sampleRate` hertz.
  package init(sampleRate: Double) {
    framer = Framer(
      sampleRate: sampleRate, minimumRate: 11_025, length: 8192, hop: Self.hop)
    spectrum = NoteSpectrum(window: Window.hann(Int(0.3715 * framer.rate)), rate: framer.rate)
    tuning = Tuning(framesPerSecond: framer.rate / Double(Self.hop))
  }

  /// Forgets everything heard.
  package mutating func reset() {
    framer.reset()
    spectrum.reset()
    tuning.reset()
  }

  /// Listens to `samples`; calls `emit` for each frame.
  package mutating func process(
    _ samples: UnsafeBufferPointer<Float>, _ emit: (ChromaEstimate) -> Void
  ) {
    var rest = samples
    while framer.advance(through: &rest) {
      spectrum.observe(framer)
      if spectrum.isSounding { tuning.follow(spectrum.bins) }
      spectrum.transcribe(tuning)
      emit(
        ChromaEstimate(
          frame: max(0, framer.frame(age: spectrum.age)), heard: framer.heard, bins: bins(),
          tuning: tuning.cents))
    }
  }

  private func bins() -> InlineArray<12, Float> {
    var bins = InlineArray<12, Float>(repeating: 0)
    for (index, amount) in spectrum.notes.enumerated() where amount > 0 {
      bins[(NoteDictionary.lowestNote + index) % 12] += amount
    }
    var top: Float = 0
    for index in bins.indices { top = max(top, bins[index]) }
    guard top > 0 else { return bins }
    for index in bins.indices { bins[index] /= top }
    return bins
  }
}
