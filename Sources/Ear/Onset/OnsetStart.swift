/// Tells where a stroke began whose flux has peaked.
///
/// A tone begins to the ear where it passes a level some 6 to 15 dB below its highest, not where it is loudest:
/// Vos & Rasch, "The perceptual onset of musical tones" (Perception & Psychophysics 29, 1981). So a soft attack
/// or a strum begins well before its flux is largest. The place is looked for among glimpses, and between them.
struct OnsetStart {
  /// How long after a stroke that place is, in samples of a frame: 11 ms, the mean of what pianos, organs, guitars,
  /// bands and single voices are late in their recordings.
  static let latency = 242.0

  /// How much of its largest flux a stroke has brought where it begins.
  ///
  /// With a tenth, beginnings scatter more; with a half, those of different instruments lie further apart.
  private static let part: Float = 0.2

  /// The most glimpses from there to the largest flux: 23 ms; before that, it may be that another sound has ended.
  private static let longest = 4

  /// Glimpses ago, among which the largest flux is of a stroke that peaked ``OnsetPicker/wait`` frames ago.
  private static let peaks = 11...16

  private var past = [Float](repeating: 0, count: peaks.upperBound + longest + 2)

  /// Adds the flux of the newest glimpse.
  mutating func append(_ flux: Float) {
    past.removeFirst()
    past.append(flux)
  }

  /// How many glimpses ago that place was, of the stroke that is told with the newest frame.
  var age: Double {
    var peak = Self.peaks.lowerBound
    for age in Self.peaks where flux(age) > flux(peak) { peak = age }
    let level = Self.part * flux(peak)
    var first = peak
    while first < peak + Self.longest, flux(first + 1) > level { first += 1 }
    let (before, after) = (flux(first + 1), flux(first))
    guard after > before else { return Double(first) }
    return Double(first) + Double(min(1, (after - level) / (after - before)))
  }

  private func flux(_ age: Int) -> Float { past[past.count - 1 - age] }
}
