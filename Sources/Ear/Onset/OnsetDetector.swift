/// Hears when notes, chords and strokes begin, from one frame of a ``FrontEnd`` to the next.
struct OnsetDetector {
  /// How long after a stroke the flux of frames peaks, in samples of a frame: 24 ms with clicks, and 10 ms more with
  /// what is played, on average of the same as ``OnsetStart/latency``.
  static let latency = 760.0

  /// How much new sound the last frame brought.
  private(set) var flux = FluxSpectrum.Flux()

  /// The onset that seems to begin with the last glimpse, if one does.
  private(set) var early: Onset?

  /// The onset of which the last frame has shown what it was, if it has.
  private(set) var settled: Onset?

  private var spectrum: FluxSpectrum
  private var quick: FluxSpectrum
  private var picker = OnsetPicker()
  private var start = OnsetStart()
  private var trigger = OnsetTrigger()

  /// Creates a detector of onsets in frames at `rate` hertz.
  init(rate: Double) {
    spectrum = FluxSpectrum(rate: rate, window: Window.hann(1024), lag: 2)
    quick = FluxSpectrum(rate: rate, window: OnsetTrigger.window, lag: OnsetTrigger.lag)
  }

  /// Looks for a stroke that begins with the newest samples of `framer`, at input frame `heard`.
  mutating func glimpse(_ framer: Framer, at heard: Int64) {
    let flux = quick.observe(framer).total
    start.append(flux)
    early = trigger.step(flux).map { strength in
      Onset(
        frame: max(0, framer.frame(age: OnsetTrigger.latency, before: heard)), heard: heard,
        strength: strength, isPercussive: false, isSettled: false)
    }
  }

  /// Hears the newest frame of `framer`.
  mutating func observe(_ framer: Framer) {
    flux = spectrum.observe(framer)
    let noisiness = spectrum.flatness(rate: framer.rate)
    settled = picker.step(flux, noisiness: noisiness).map { pick in
      let age = start.age * Double(framer.hop / 2) + OnsetStart.latency
      return Onset(
        frame: max(0, framer.frame(age: age)), heard: framer.heard, strength: pick.strength,
        isPercussive: pick.isPercussive, isSettled: true)
    }
  }
}
