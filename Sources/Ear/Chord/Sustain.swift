/// Hears whether notes are kept up, as by breath or bow, or die away, as of strings that are plucked or struck.
struct Sustain {
  /// For how many looks a note has to be held until its level counts, and over how many it is compared.
  private static let attack = 4
  private static let span = 3
  /// For how many looks more it counts: a line goes on to other notes, a chord that is held does not.
  private static let patience = 6
  /// How much of its power a note keeps over those at least if it is kept up: all but 0.35 dB, in 0.14 s.
  private static let rest: Float = 0.922
  /// How many cents a held note moves from one look to the next at most.
  private static let held: Float = 60
  /// How often notes have to be kept up, and for it to stay so, as a share of looks.
  private static let begin: Float = 0.15
  private static let end: Float = 0.075

  private let kept: Float
  /// For how many looks the note has been held, and its power at the newest of them.
  private var age = 0
  private var powers: [Float] = []
  private var keptUp: Float = 0
  private var dying: Float = 0

  /// Creates a sense for looks that count `kept` as much at the next one.
  init(kept: Float) { self.kept = kept }

  /// Hears a look at what has `power`, whose pitch has moved by `distance` cents since the last look, if it had
  /// one then and has one now.
  mutating func hear(_ power: Float, movedBy distance: Float?) {
    let isHeld = distance.map { $0 < Self.held } ?? false
    age = isHeld ? age + 1 : 0
    powers = isHeld ? powers.suffix(Self.attack) + [power] : [power]
    let counts = age >= Self.attack && age < Self.attack + Self.patience
    let isKeptUp = counts && power > Self.rest * powers[Self.attack - Self.span]
    keptUp = kept * keptUp + (isKeptUp ? 1 - kept : 0)
    dying = kept * dying + (counts && !isKeptUp ? 1 - kept : 0)
  }

  /// Whether most notes were kept up lately; `wasSo` tells whether it was so at the last look.
  func isKeptUp(wasSo: Bool) -> Bool { keptUp > dying && keptUp > (wasSo ? Self.end : Self.begin) }
}
