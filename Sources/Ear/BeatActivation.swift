/// Turns flux into how much a frame speaks for a beat, 0.02 to 0.98.
struct BeatActivation {
  /// The loudest of the last six seconds or so.
  private var loudest: Float = 1

  /// Weighs the registers of `flux` and compares it with the last seconds.
  mutating func step(_ flux: FluxSpectrum.Flux) -> Float {
    let value = 3 * flux.low + flux.middle + 0.7 * flux.high
    loudest = max(2, max(value, loudest * 0.998))
    return min(0.98, max(0.02, (value / loudest).squareRoot()))
  }
}
