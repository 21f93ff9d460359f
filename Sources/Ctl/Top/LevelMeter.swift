/// What a meter shows, in dB.
struct LevelMeter {
  let peak: Double

  /// The average.
  let rms: Double

  /// Sixty decibels as a bar of `length` columns: full up to the average, light up to the peak.
  func bar(_ length: Int) -> String {
    func columns(_ level: Double) -> Int {
      min(length, max(0, whole((level + 60) / 60 * Double(length))))
    }
    let (rms, peak) = (columns(rms), columns(peak))
    return String(repeating: "█", count: rms) + String(repeating: "░", count: max(0, peak - rms))
      + String(repeating: " ", count: length - max(rms, peak))
  }
}
