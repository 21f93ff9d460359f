/// The outline of a recording: the lowest and the highest sample of each hundredth of a second.
struct SoundOutline {
  struct Peak: Equatable {
    var low: Float
    var high: Float
  }

  /// The most stretches that a waveform is drawn from.
  private static let limit = 24_000

  /// Frames a stretch.
  private let length: Int
  private var stretches: [Peak] = []

  /// Frames of the last stretch that were heard.
  private var heard = 0

  init(sampleRate: Double) { length = max(1, Int(sampleRate / 100)) }

  mutating func hear(_ samples: ArraySlice<Float>) {
    for sample in samples {
      if heard == 0 { stretches.append(Peak(low: min(0, sample), high: max(0, sample))) }
      let last = stretches.count - 1
      stretches[last].low = min(stretches[last].low, sample)
      stretches[last].high = max(stretches[last].high, sample)
      heard = heard + 1 == length ? 0 : heard + 1
    }
  }

  /// All stretches, or as many of them in one as it takes to have no more than can be drawn.
  var peaks: [Peak] {
    let step = max(1, (stretches.count + Self.limit - 1) / Self.limit)
    return stride(from: 0, to: stretches.count, by: step).map { start in
      let group = stretches[start..<min(stretches.count, start + step)]
      return group.dropFirst().reduce(group[start]) {
        Peak(low: min($0.low, $1.low), high: max($0.high, $1.high))
      }
    }
  }
}
