import Glibc

/// The last seconds of playing, laid out along the beat as it was followed.
///
/// Places are counted in beats. Where the beat that is followed turns out to be another, all that was
/// heard is laid out anew along that one.
struct BeatTrail {
  /// A frame that brought new sound.
  struct Frame {
    var place: Double
    /// In the registers low, middle and high.
    let gain: SIMD3<Float>
    let step: Int
  }

  /// What the network said of a look.
  struct Word {
    /// Where the middle of the look lies.
    var place: Double
    let odds: BeatNetwork.Odds
    let step: Int
  }

  /// How long frames are kept, and changes of chord, in steps: 10 and 24 seconds.
  private static let span = 861
  private static let longSpan = 2067
  /// Frames that bring less than this part of the loudest are left out.
  private static let least: Float = 0.08
  /// How far the beat may slip in a step, in beats, and its length change, and be the same beat.
  private static let slip = 0.12
  private static let stretch = 0.1
  /// How many beats of late are laid out anew where the player has changed his tempo.
  private static let bent = 4.0

  private(set) var frames: [Frame] = []
  private(set) var words: [Word] = []
  /// Places at which the chord changed, and when that was.
  private(set) var changes: [(place: Double, step: Int)] = []
  /// Where the player began, if that was not long ago.
  private(set) var beginning: Double?
  /// The beats followed so far.
  private(set) var place = 0.0
  /// Steps a beat.
  private(set) var interval = 0.0
  private var step = 0
  private var start = 0
  private var loudest: Float = 2

  /// Seconds of playing that are kept.
  var steps: Int { min(step - start, Self.span) }

  /// Moves on by a step that brought `flux`; `isSure` where the beat is known well enough for its small
  /// changes to be the player's.
  mutating func follow(
    _ reading: BeatFilter.Reading, isSure: Bool, flux: FluxSpectrum.Flux
  ) {
    step += 1
    move(to: reading, isSure: isSure)
    let gain = SIMD3(flux.low, flux.middle, flux.high)
    let sum = gain.sum()
    loudest = max(2, max(sum, loudest * 0.998))
    if sum > Self.least * loudest { frames.append(Frame(place: place, gain: gain, step: step)) }
    if let first = frames.first, step - first.step > Self.span + 256 {
      frames.removeAll { step - $0.step > Self.span }
    }
    if let first = changes.first, step - first.step > Self.longSpan { changes.removeFirst() }
    if step - start > Self.longSpan { beginning = nil }
  }

  /// Learns what the network says of a look whose middle was `ago` steps ago.
  mutating func learn(_ odds: BeatNetwork.Odds, ago: Double) {
    guard interval > 0 else { return }
    words.append(Word(place: place - ago / interval, odds: odds, step: step))
    if let first = words.first, step - first.step > Self.span + 256 {
      words.removeAll { step - $0.step > Self.span }
    }
  }

  /// Learns that the chord changed `ago` steps ago.
  mutating func change(ago: Double) {
    guard interval > 0 else { return }
    changes.append((place - ago / interval, step - Int(ago)))
  }

  /// Learns that the player began `ago` steps ago.
  mutating func begin(ago: Double) {
    frames = []
    words = []
    changes = []
    start = step - Int(ago)
    beginning = interval > 0 ? place - ago / interval : nil
  }

  /// Takes it that the same beat has come to `phase`, and lasts `interval` steps: the player has changed his
  /// tempo within the last beats, and not before.
  mutating func bend(to phase: Double, interval: Double) {
    let slip = phase - place - (phase - place).rounded()
    let start = place - Self.bent
    let layOut = { (old: Double) in old + max(0, old - start) / Self.bent * slip }
    for index in frames.indices { frames[index].place = layOut(frames[index].place) }
    for index in words.indices { words[index].place = layOut(words[index].place) }
    for index in changes.indices { changes[index].place = layOut(changes[index].place) }
    beginning = beginning.map(layOut)
    place += slip
    self.interval = interval
  }

  private mutating func move(to reading: BeatFilter.Reading, isSure: Bool) {
    guard interval > 0 else {
      place = reading.phase
      return interval = reading.interval
    }
    let next = place + 1 / reading.interval
    let slip = reading.phase - next - (reading.phase - next).rounded()
    let ratio = interval / reading.interval
    let passed = place + 1 / interval
    interval = reading.interval
    guard !isSure || abs(slip) > Self.slip || abs(ratio - 1) > Self.stretch else {
      return place = next + slip
    }
    let here = (passed * ratio).rounded(.down) + reading.phase
    let layOut = { (old: Double) in here - (passed - old) * ratio }
    for index in frames.indices { frames[index].place = layOut(frames[index].place) }
    for index in words.indices { words[index].place = layOut(words[index].place) }
    for index in changes.indices { changes[index].place = layOut(changes[index].place) }
    beginning = beginning.map(layOut)
    place = here
  }
}
