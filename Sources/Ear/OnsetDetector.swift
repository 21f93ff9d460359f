/// Hears when notes, chords and strokes begin.
package struct OnsetDetector {
  /// How long after an onset its flux peaks, in samples of a frame (measured with clicks).
  static let latency = 540.0

  private var framer: Framer
  private var spectrum: FluxSpectrum
  private var picker = OnsetPicker()
  private var trigger = OnsetTrigger()

  /// Creates a detector for audio at `sampleRate` hertz.
  package init(sampleRate: Double) {
    framer = Framer(
      sampleRate: sampleRate, minimumRate: FluxSpectrum.minimumRate, length: FluxSpectrum.window,
      hop: FluxSpectrum.hop)
    spectrum = FluxSpectrum(rate: framer.rate)
  }

  /// Forgets everything heard.
  package mutating func reset() {
    framer.reset()
    spectrum.reset()
    picker.reset()
    trigger = OnsetTrigger()
  }

  /// Listens to `samples`; calls `emit` for each onset once it is known what it was.
  package mutating func process(
    _ samples: UnsafeBufferPointer<Float>, _ emit: (Onset) -> Void
  ) {
    process(samples, early: { _ in }, settled: emit)
  }

  /// Listens to `samples`; calls `early` as a stroke begins and `settled` once it is known what it
  /// was.
  mutating func process(
    _ samples: UnsafeBufferPointer<Float>, early: (Onset) -> Void, settled: (Onset) -> Void
  ) {
    var rest = samples
    while framer.advance(through: &rest) {
      let flux = spectrum.observe(framer)
      let noisiness = spectrum.flatness(rate: framer.rate)
      if let strength = trigger.step(flux.total) {
        early(
          Onset(
            frame: max(0, framer.frame(age: OnsetTrigger.latency)), heard: framer.heard,
            strength: strength, isPercussive: false, isSettled: false))
      }
      guard let pick = picker.step(flux, noisiness: noisiness) else { continue }
      let age = Double(pick.age * FluxSpectrum.hop) + Self.latency
      settled(
        Onset(
          frame: max(0, framer.frame(age: age)), heard: framer.heard, strength: pick.strength,
          isPercussive: pick.isPercussive, isSettled: true))
    }
  }
}
