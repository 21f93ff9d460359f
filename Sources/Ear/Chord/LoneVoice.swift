import Glibc

/// Hears whether one voice sounds alone.
///
/// A note alone repeats itself after its period, but so does a picked string that rings louder than the others.
/// What tells voices, winds and bows from strings that are plucked or struck is that they slide and tremble: a
/// pitch that explains nearly all of the sound and does not keep still is a voice alone.
struct LoneVoice {
  /// How many frames from one look to the next.
  static let stride = 2

  /// The notes that voices have, in hertz, and for how many seconds they are looked at.
  private static let lowest = 75.0
  private static let highest = 1200.0
  private static let look = 0.06
  /// How much of a sound may differ from what it was a period before (YIN's d').
  private static let rest: Float = 0.05
  /// How many cents a pitch moves from one look to the next, at least and at most.
  private static let least: Float = 8
  private static let most: Float = 150
  /// How often it has to, as a share of looks, and in how many seconds that is half forgotten and more.
  private static let moves: Float = 0.1
  private static let movesMemory: Float = 2
  /// How much of the sound has to repeat itself for a voice to be alone, and for it to stay so; of the last half
  /// second, by loudness.
  private static let alone: Float = 0.45
  private static let accompanied: Float = 0.4
  private static let shareMemory: Float = 0.5

  private var periodicity: Periodicity
  private let rate: Float
  private let keptMoves: Float
  private let keptShare: Float
  private var pitch: Float?
  private var moving: Float = 0
  private var repeated: Float = 0
  private var loudness: Float = 0
  private(set) var texture = Texture.full

  /// Creates a sense for frames at `rate` hertz, of which each brings `hop` new samples.
  init(rate: Double, hop: Int) {
    periodicity = Periodicity(rate: rate, from: Self.lowest, to: Self.highest, seconds: Self.look)
    self.rate = Float(rate)
    let step = Float(Self.stride * hop) / self.rate
    keptMoves = expf(-step / Self.movesMemory)
    keptShare = expf(-step / Self.shareMemory)
  }

  /// Looks at the newest samples of `framer`, which are as loud as `spectrum` says.
  mutating func look(_ framer: Framer, _ spectrum: borrowing NoteSpectrum) {
    guard spectrum.isSounding else { return pitch = nil }
    let before = pitch
    pitch = heardPitch(framer)
    let distance = before.flatMap { before in pitch.map { abs($0 - before) } } ?? 0
    let isMoving = distance > Self.least && distance < Self.most
    moving = keptMoves * moving + (isMoving ? 1 - keptMoves : 0)
    let level = spectrum.relativeLevel
    repeated = keptShare * repeated + (pitch == nil ? 0 : level)
    loudness = keptShare * loudness + level
    texture = judged
  }

  /// The pitch in cents, if hardly anything else sounds.
  private mutating func heardPitch(_ framer: Framer) -> Float? {
    _ = periodicity.compare(framer)
    guard let lag = periodicity.firstDip(), periodicity.normalized[lag] < Self.rest else {
      return nil
    }
    return 1200 * log2f(rate / Float(periodicity.dip(near: lag)))
  }

  private var judged: Texture {
    guard repeated >= Self.accompanied * loudness else { return .full }
    let isLine = texture == .line
    let isMoving = moving > (isLine ? Self.moves / 2 : Self.moves)
    return isMoving && (isLine || repeated > Self.alone * loudness) ? .line : .mixed
  }
}
