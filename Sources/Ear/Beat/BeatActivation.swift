/// Turns flux into how much a frame speaks for a beat, 0.02 to 0.98.
struct BeatActivation {
  /// The loudest of the last six seconds or so.
  private var loudest: Float = 1

  /// Weighs the registers of `flux` and compares it with the last seconds.
  mutating func step(_ flux: FluxSpectrum.Flux) -> Float {
    let value = Self.weighed(flux).sum()
    loudest = max(2, max(value, loudest * 0.998))
    return min(0.98, max(0.02, (value / loudest).squareRoot()))
  }

  /// The registers of `flux`, low, middle and high, as shares of the loudest of the last seconds.
  func shares(of flux: FluxSpectrum.Flux) -> [Float] {
    let weighed = Self.weighed(flux) / loudest
    return [weighed.x, weighed.y, weighed.z]
  }

  private static func weighed(_ flux: FluxSpectrum.Flux) -> SIMD3<Float> {
    SIMD3(3 * flux.low, flux.middle, 0.7 * flux.high)
  }
}
