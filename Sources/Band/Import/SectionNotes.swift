import Music

/// The notes of one section of a file, and its bars.
struct SectionNotes {
  let notes: [MIDIScore.Note]
  let start: Int
  let barTicks: Int
  let barCount: Int
  let metre: Metre

  /// The most bars of a section that are taken.
  private static let mostBars = 8

  init(_ score: MIDIScore, from start: Int, until end: Int) {
    metre = score.metre
    self.start = start
    barTicks = max(1, score.ticksPerQuarter * 4 * metre.beatsPerBar / metre.beatUnit)
    let length = end - start
    barCount = min(Self.mostBars, max(1, (length + barTicks / 2) / barTicks))
    let last = start + barCount * barTicks
    notes = score.notes.filter { $0.tick >= start && $0.tick < min(end, last) }
  }

  /// The number of steps in a bar on which the attacks of `channels` lie best.
  ///
  /// Finer grids always lie better, so a coarser one is kept where it is hardly worse.
  func grid(of channels: Set<Int>) -> Int {
    let pulses = metre.pulsesPerBar
    let factors =
      metre.isCompound ? [3, 6] : metre.beatUnit == 8 ? [1, 2, 4] : [1, 2, 3, 4, 6, 8]
    let places = notes.filter { channels.contains($0.channel) }.map { ($0.tick - start) % barTicks }
    guard !places.isEmpty else { return pulses * (factors.first ?? 1) }
    let limit = Double(barTicks) / Double(pulses) / 24
    let fitting = factors.first { factor in
      let step = Double(barTicks) / Double(pulses * factor)
      let error = places.reduce(0.0) { sum, place in
        let steps = Double(place) / step
        return sum + abs(steps - steps.rounded()) * step
      }
      return error / Double(places.count) < limit
    }
    return pulses * (fitting ?? (metre.isCompound ? 6 : 4))
  }

  /// Whether a channel breaks its chords: notes come one by one, on three degrees or more.
  func isBroken(_ channel: Int) -> Bool {
    let own = notes.filter { $0.channel == channel }
    let attacks = Dictionary(grouping: own) { $0.tick / max(1, barTicks / 48) }
    let single = attacks.values.count { $0.count == 1 }
    return own.count >= 4 && Double(single) >= 0.8 * Double(attacks.count)
      && Set(own.map { $0.key % 12 }).count >= 3
  }

  /// The step of a bar that `tick` is nearest to, and the bar; the step before the bar line may be the
  /// next bar's first.
  func place(of tick: Int, steps: Int) -> (bar: Int, step: Int) {
    let index = Int(
      (Double(tick - start) * Double(steps) / Double(barTicks)).rounded(.toNearestOrAwayFromZero))
    return (index / steps, index % steps)
  }
}
