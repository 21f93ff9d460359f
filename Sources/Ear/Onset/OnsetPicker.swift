import Glibc

/// Picks the onsets out of a flux, as it comes.
///
/// A frame is an onset when it is the largest within 35 ms before and 12 ms after, and exceeds the
/// mean of the last tenth of a second: Böck, Krebs & Schedl, "Evaluating the online capabilities of
/// onset detection methods" (ISMIR 2012), 2.3. A few frames later it is known whether the sound was
/// noise that died away at once, as of muted strings, or stayed.
struct OnsetPicker {
  /// What has been picked: how strong it was, and whether it had no pitch.
  struct Pick {
    let strength: Float
    let isPercussive: Bool
  }

  private struct Frame {
    var flux: Float = 0
    var noisiness: Float = 1
    var level: Float = 0
  }

  /// Frames between the flux peak of an onset and the judgement.
  static let wait = 5
  private static let threshold: Float = 0.8
  private static let rest = 5
  /// How noisy a muted stroke is, as `FluxSpectrum.flatness(rate:)` has it; strums stay below.
  private static let noisiness: Float = 0.4
  /// How far the level of a muted stroke falls within `wait` frames: 8 dB.
  private static let fall: Float = 0.4

  private var frames = [Frame](repeating: Frame(), count: 11)
  private var loudest: Float = 4
  private var sincePick = 100

  /// Adds a frame; returns the onset that lies `wait` frames back, if there is one.
  mutating func step(_ flux: FluxSpectrum.Flux, noisiness: Float) -> Pick? {
    frames.removeFirst()
    frames.append(Frame(flux: flux.total, noisiness: noisiness, level: flux.level))
    loudest = max(4, max(flux.total, loudest * 0.9995))
    sincePick += 1
    let index = frames.count - 1 - Self.wait
    guard sincePick >= Self.rest, isPeak(index) else { return nil }
    sincePick = 0
    return Pick(
      strength: min(1, frames[index].flux / loudest), isPercussive: isPercussive(index))
  }

  private func isPeak(_ index: Int) -> Bool {
    let value = frames[index].flux
    let mean = frames[0..<index].reduce(0) { $0 + $1.flux } / Float(index)
    return value > Self.threshold + 0.06 * loudest && value > 1.5 * mean
      && frames[(index - 3)...(index + 1)].allSatisfy { $0.flux <= value }
  }

  private func isPercussive(_ index: Int) -> Bool {
    let after = frames[(index + 1)...]
    let noise = after.reduce(0) { $0 + $1.noisiness } / Float(after.count)
    let peak = frames[(index - 1)...(index + 2)].reduce(0) { max($0, $1.level) }
    let last = frames.last?.level ?? 0
    return noise > Self.noisiness && last < Self.fall * peak
  }
}
