import Glibc

/// Hears whether one voice sounds alone.
///
/// A note alone repeats itself after its period, but so does a picked string that rings louder than the others.
/// What tells voices, winds and bows from strings that are plucked or struck is that they slide and tremble, or
/// keep their notes up, which strings cannot: a pitch that explains nearly all of the sound and does either is a
/// voice alone.
struct LoneVoice {
  /// How many frames from one look to the next.
  static let stride = 2

  /// The notes that voices have, in hertz, and for how many seconds they are looked at.
  private static let lowest = 75.0
  private static let highest = 1200.0
  private static let look = 0.06
  /// How much of a sound may differ from what it was a period before (YIN's d') for its pitch to be followed, and
  /// for it to be a note that is held.
  private static let rest: Float = 0.05
  private static let heldRest: Float = 0.08
  /// How many cents a pitch moves from one look to the next, at least and at most.
  private static let least: Float = 8
  private static let most: Float = 150
  /// How often it has to, as a share of looks, and in how many seconds what was heard of a voice's notes is half
  /// forgotten and more.
  private static let moves: Float = 0.1
  private static let memory: Float = 2
  /// How much of the last half second, by loudness, has to repeat itself for a voice to be there, for it to stay,
  /// and for nothing else to sound.
  private static let present: Float = 0.45
  private static let accompanied: Float = 0.4
  private static let alone: Float = 0.7
  private static let shareMemory: Float = 0.5
  /// How much of the last sixth of a second has to, or else something has come in.
  private static let interrupted: Float = 0.2
  private static let newsMemory: Float = 0.15

  private var periodicity: Periodicity
  private let rate: Float
  private let keptMoves: Float
  private var pitch: Float?
  private var heldPitch: Float?
  private var moving: Float = 0
  private var sustain: Sustain
  private var repeated: FadingShare
  private var held: FadingShare
  private var news: FadingShare
  /// What was heard in the last half second, and what is heard now: where something has just come in, it may be
  /// more than the voice.
  private(set) var texture = Texture.full
  var textureNow: Texture {
    texture.isVoice && !news.reaches(Self.interrupted) ? .mixed : texture
  }

  /// Creates a sense for frames at `rate` hertz, of which each brings `hop` new samples.
  init(rate: Double, hop: Int) {
    periodicity = Periodicity(rate: rate, from: Self.lowest, to: Self.highest, seconds: Self.look)
    self.rate = Float(rate)
    let step = Float(Self.stride * hop) / self.rate
    keptMoves = expf(-step / Self.memory)
    sustain = Sustain(kept: keptMoves)
    repeated = FadingShare(kept: expf(-step / Self.shareMemory))
    held = repeated
    news = FadingShare(kept: expf(-step / Self.newsMemory))
  }

  /// Looks at the newest samples of `framer`, which are as loud as `spectrum` says.
  mutating func look(_ framer: Framer, _ spectrum: borrowing NoteSpectrum) {
    guard spectrum.isSounding else {
      pitch = nil
      heldPitch = nil
      return
    }
    let power = periodicity.compare(framer)
    follow()
    hold(power)
    let level = spectrum.relativeLevel
    repeated.hear(level, isPart: pitch != nil)
    held.hear(level, isPart: heldPitch != nil)
    news.hear(level, isPart: heldPitch != nil)
    texture = judged
  }

  /// Puts down whether the pitch moves.
  private mutating func follow() {
    let before = pitch
    pitch = pitch(leaving: Self.rest)
    let distance = Self.distance(before, pitch) ?? 0
    let isMoving = distance > Self.least && distance < Self.most
    moving = keptMoves * moving + (isMoving ? 1 - keptMoves : 0)
  }

  /// Puts down whether a note of `power` is kept up.
  private mutating func hold(_ power: Float) {
    let before = heldPitch
    heldPitch = pitch(leaving: Self.heldRest)
    sustain.hear(power, movedBy: Self.distance(before, heldPitch))
  }

  private static func distance(_ pitch: Float?, _ other: Float?) -> Float? {
    guard let pitch, let other else { return nil }
    return abs(pitch - other)
  }

  /// The pitch in cents, if it leaves less than `rest` of what sounds.
  private func pitch(leaving rest: Float) -> Float? {
    guard let lag = periodicity.firstDip(), periodicity.normalized[lag] < rest else { return nil }
    return 1200 * log2f(rate / Float(periodicity.dip(near: lag)))
  }

  private var judged: Texture {
    guard isVoice else {
      return repeated.reaches(Self.accompanied) ? .mixed : .full
    }
    return held.reaches(Self.alone) ? .line : .lead
  }

  private var isVoice: Bool {
    let wasVoice = texture.isVoice
    let share = wasVoice ? Self.accompanied : Self.present
    return repeated.reaches(share) && moving > (wasVoice ? Self.moves / 2 : Self.moves)
      || held.reaches(share) && sustain.isKeptUp(wasSo: wasVoice)
  }
}
