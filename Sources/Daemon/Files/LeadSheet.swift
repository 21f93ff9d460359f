import Music

/// Bars with the chords that begin in them, as a chart shows them.
struct LeadSheet {
  struct Bar: Equatable {
    /// The beats it has.
    var beatCount: Int

    /// The chords by the beat at which each begins, from 0; `nil` for none.
    var chords: [(beat: Int, chord: Chord?)] = []

    /// The name of the section that begins with it.
    var section: String?

    /// Whether it is a pickup.
    var isPickup = false

    static func == (a: Bar, b: Bar) -> Bool {
      a.beatCount == b.beatCount && a.section == b.section && a.isPickup == b.isPickup
        && a.chords.map(\.beat) == b.chords.map(\.beat)
        && a.chords.map(\.chord) == b.chords.map(\.chord)
    }
  }

  private(set) var bars: [Bar] = []

  /// The beats of most bars.
  let beatsPerBar: Int

  /// Lays `chords` out over `beats`, or over beats at `tempo` where none were heard.
  init(_ chords: ChordLab, beats: [BeatList.Beat], form: Form, metre: Metre, tempo: Double) {
    let beats = beats.isEmpty ? Self.beats(chords, metre, tempo) : beats
    var starts: [(bar: Int, beat: Int, time: Double)] = []
    for beat in beats {
      if beat.number == 1 || bars.isEmpty {
        bars.append(Bar(beatCount: 0, isPickup: beat.number != 1))
        let begins = form.parts.first { abs($0.start - beat.time) < 1e-6 }
        bars[bars.count - 1].section = begins?.name
      }
      starts.append((bars.count - 1, bars[bars.count - 1].beatCount, beat.time))
      bars[bars.count - 1].beatCount += 1
    }
    // The last bar may be cut short; it counts only where there is no other.
    let counts = bars.filter { !$0.isPickup }.map(\.beatCount)
    beatsPerBar = Self.commonest(counts.dropLast()) ?? counts.first ?? metre.beatsPerBar
    if let last = bars.indices.last, !bars[last].isPickup {
      bars[last].beatCount = max(bars[last].beatCount, beatsPerBar)
    }
    for segment in chords.segments { place(segment, among: starts) }
  }

  /// Lets a chord begin with the beat that is nearest.
  private mutating func place(
    _ segment: ChordLab.Segment, among starts: [(bar: Int, beat: Int, time: Double)]
  ) {
    guard let first = starts.first, let last = starts.last, segment.start <= last.time + 2,
      segment.end > first.time
    else { return }
    let distance = { (time: Double) in abs(time - segment.start) }
    guard let nearest = starts.min(by: { distance($0.time) < distance($1.time) }) else { return }
    bars[nearest.bar].chords.removeAll { $0.beat == nearest.beat }
    bars[nearest.bar].chords.append((nearest.beat, segment.chord))
  }

  /// Beats from the first chord on.
  private static func beats(
    _ chords: ChordLab, _ metre: Metre, _ tempo: Double
  ) -> [BeatList.Beat] {
    let start = chords.segments.first { $0.chord != nil }?.start ?? 0
    let end = chords.segments.last?.end ?? 0
    let interval = 60 / tempo
    return (0..<max(1, Int((end - start) / interval))).map { index in
      let time = start + Double(index) * interval
      return BeatList.Beat(time: time, announced: time, number: index % metre.beatsPerBar + 1)
    }
  }

  private static func commonest(_ counts: some Sequence<Int>) -> Int? {
    Dictionary(grouping: counts) { $0 }
      .max { ($0.value.count, -$0.key) < ($1.value.count, -$1.key) }?.key
  }
}
