/// Tells that a stroke begins while its flux still rises, without waiting for the peak.
///
/// Böck, Krebs & Schedl, "Evaluating the online capabilities of onset detection methods" (ISMIR
/// 2012), 2.3, with nothing after the frame. How strong a stroke is, and whether it had a pitch, shows
/// later: see ``OnsetPicker``.
struct OnsetTrigger {
  /// What a glimpse shows: 23 ms, of which the newest count almost at once.
  static let window = Window.asymmetric(512, fall: 128)

  /// How far back a glimpse is compared, in glimpses: of 2, 3 and 4 this finds most.
  static let lag = 3

  /// How long before the newest sample a stroke began that is told now, in samples of a frame: 1 to 8 ms,
  /// measured with clicks.
  static let latency = 120.0
  private static let threshold: Float = 0.8
  private static let rest = 10

  private var past = [Float](repeating: 0, count: 20)
  private var loudest: Float = 4
  private var sinceTrigger = 100

  /// Adds the flux of a glimpse; returns how strong the stroke is so far, 0 to 1, if one begins.
  mutating func step(_ flux: Float) -> Float? {
    defer {
      past.removeFirst()
      past.append(flux)
      sinceTrigger += 1
    }
    loudest = max(4, max(flux, loudest * 0.9995))
    let mean = past.reduce(0, +) / Float(past.count)
    guard sinceTrigger >= Self.rest, flux > Self.threshold + 0.06 * loudest, flux > 1.5 * mean,
      past.suffix(3).allSatisfy({ $0 <= flux })
    else { return nil }
    sinceTrigger = 0
    return min(1, flux / loudest)
  }
}
