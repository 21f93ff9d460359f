/// The way from frames to the ticks of a MIDI file, whose bars are to be those that were played.
///
/// Ticks are true to time within half a tick: where musical time jumps, the tempo of the stretch
/// before takes up the difference.
struct TempoMap {
  /// A beat of musical time.
  struct Anchor: Equatable {
    /// The frame at which it fell.
    let frame: Double

    /// Its position in beats.
    let beat: Int

    /// Its place in the bar, 0 for the downbeat.
    let place: Int
  }

  struct Tempo: Equatable {
    let tick: Int

    /// Microseconds a quarter note, 1 to 2²⁴ - 1.
    let microseconds: Int
  }

  private struct Stretch {
    let frame: Double
    let tick: Int
    let ticksPerFrame: Double
  }

  private(set) var tempos: [Tempo] = []
  private var stretches: [Stretch] = []

  /// The time the tempos written so far add up to, in microseconds.
  private var written = 0.0
  private var tick = 0
  private let ticksPerBeat: Int
  private let ticksPerQuarter: Int
  private let sampleRate: Double

  /// Puts bar lines where the downbeats of `anchors` are, `tempo` in beats a minute before the
  /// first of them.
  init(
    _ anchors: [Anchor], tempo: Double, beatsPerBar: Int, beatUnit: Int, ticksPerQuarter: Int,
    sampleRate: Double
  ) {
    self.ticksPerQuarter = ticksPerQuarter
    self.sampleRate = sampleRate
    ticksPerBeat = ticksPerQuarter * 4 / beatUnit
    var last = Anchor(frame: 0, beat: .min, place: 0)
    var interval = 60 / tempo * sampleRate
    for (index, anchor) in anchors.enumerated() where anchor.frame >= last.frame + 1 {
      let following = index + 1 < anchors.count ? anchors[index + 1] : anchor
      if last.beat == .min, following.beat == anchor.beat + 1 {
        interval = following.frame - anchor.frame
      }
      let count = Self.beats(
        from: last, to: anchor, interval: interval, beatsPerBar: beatsPerBar)
      if anchor.beat == last.beat &+ 1 { interval = anchor.frame - last.frame }
      add(count, from: last.frame, to: anchor.frame)
      last = anchor
    }
    add(1, from: last.frame, to: last.frame + interval)
  }

  /// How many beats lie between two anchors: one if they follow each other, else as many as come
  /// nearest to the tempo and keep the bar lines in place.
  private static func beats(
    from: Anchor, to: Anchor, interval: Double, beatsPerBar: Int
  ) -> Int {
    if from.beat != .min, to.beat == from.beat + 1 { return 1 }
    let wanted = max(1, (to.frame - from.frame) / interval)
    let shift = (to.place - from.place) % beatsPerBar
    let first = shift <= 0 ? shift + beatsPerBar : shift
    let bars = ((wanted - Double(first)) / Double(beatsPerBar)).rounded()
    return first + max(0, Int(bars)) * beatsPerBar
  }

  private mutating func add(_ beats: Int, from start: Double, to end: Double) {
    let ticks = beats * ticksPerBeat
    let quarters = Double(ticks) / Double(ticksPerQuarter)
    let exact = (end / sampleRate * 1e6 - written) / quarters
    let microseconds = min(max(exact.rounded(), 1), 16_777_215)
    if tempos.last?.microseconds != Int(microseconds) {
      tempos.append(Tempo(tick: tick, microseconds: Int(microseconds)))
    }
    let framesPerTick = microseconds * sampleRate / 1e6 / Double(ticksPerQuarter)
    stretches.append(
      Stretch(frame: written * sampleRate / 1e6, tick: tick, ticksPerFrame: 1 / framesPerTick))
    written += microseconds * quarters
    tick += ticks
  }

  /// The tick at `frame`; the last tempo goes on for ever.
  func tick(at frame: Double) -> Int {
    var low = 0
    var high = stretches.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if stretches[middle].frame <= frame { low = middle } else { high = middle }
    }
    let stretch = stretches[low]
    let ticks = (max(0, frame - stretch.frame) * stretch.ticksPerFrame).rounded()
    return stretch.tick + Int(ticks)
  }
}
