import Platform

/// Beats over time, as annotations write them.
struct BeatList {
  struct Beat: Equatable {
    /// When it falls, in seconds.
    let time: Double

    /// When that was announced, in seconds.
    let announced: Double

    /// The place in the bar, 1 for the downbeat.
    let number: Int

    /// How sure it was when it was announced, 0 to 1.
    var confidence: Float = 1
  }

  /// In order of time.
  let beats: [Beat]

  /// Keeps those of `beats` that fall before `end`, in seconds.
  init(_ beats: [Beat], end: Double) {
    self.beats = beats.filter { $0.time >= 0 && $0.time < end }
      .enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
      .map(\.element)
  }

  /// Those that were announced no later than they fell.
  var inTime: [Beat] { beats.filter { $0.announced <= $0.time } }

  /// One line a beat: seconds, number.
  static func text(_ beats: [Beat]) -> String {
    beats.map { "\(decimal($0.time, places: 3)) \($0.number)\n" }.joined()
  }
}
