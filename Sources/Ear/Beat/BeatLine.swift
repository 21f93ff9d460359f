import Glibc

/// Follows a beat that has been found from stroke to stroke.
///
/// A ``BeatFilter`` counts in frames, wanders between strokes that are far apart, and takes some beats to believe
/// in another tempo. Here several accounts of the beat are kept beside each other: the tempo holds, or goes on
/// changing, or has changed at a beat; and a stroke fell on the beat, on a part of it, or anywhere. Each stroke says
/// how likely each is: Cemgil & Kappen, "Monte Carlo methods for tempo tracking and rhythm quantization" (JAIR
/// 2003), here with the likeliest of all kept rather than drawn. Times are in input frames; constants are from
/// takes like those of `make eval-band`: `docs/decisions.md`.
struct BeatLine {
  /// How likely the tempo changes from a beat to the next; and how likely it begins to go on changing from one stroke
  /// to the next, and does so still.
  private static let odds = (change: 0.015, restless: 0.1, stay: 0.9)

  /// By what share it changes then, and drifts from beat to beat where it goes on changing, and where it holds.
  private static let shares = (change: 0.05, restless: 0.01, calm: 0.001)

  /// How far off the first beat is, and the filter's beats, in seconds; and its length, as a share.
  private static let doubt = (begin: 0.03, beat: 0.06, period: 0.02)

  /// How many accounts are kept at most, how unlikely the last of them may be, and how near each other two are
  /// one, in seconds.
  private static let kept = (count: 16, depth: 14.0, reach: 0.003)

  /// How much a stroke counts for how well strokes fall on the line, how well they must, and how many.
  private static let soundness = (share: 0.25, fit: 0.5, strokes: 4)

  /// The shortest beat that an account may come to, in seconds: what is shorter was no beat.
  private static let shortest = 0.1

  /// How early a stroke may be, in beats, to be that of the next beat.
  private static let early = 0.12

  private let sampleRate: Double
  private var accounts: [BeatAccount] = []
  private var places = StrokePlaces()

  /// How well strokes of late fell on it, 0 to 1, and how many there were.
  private var fit = 0.0
  private var strokes = 0

  init(sampleRate: Double) { self.sampleRate = sampleRate }

  /// The likeliest account, if there is a beat.
  var best: BeatAccount? { accounts.first }

  /// Whether strokes say that it is right.
  var isSound: Bool { fit > Self.soundness.fit && strokes >= Self.soundness.strokes }

  /// Forgets the beat.
  mutating func reset() { accounts = [] }

  /// Begins with a beat at `frame`, `interval` after the one before.
  mutating func begin(at frame: Double, interval: Double) {
    self = BeatLine(sampleRate: sampleRate)
    accounts = [
      BeatAccount(
        time: frame - interval, period: interval, timeVariance: variance(Self.doubt.begin),
        periodVariance: Self.doubt.period * interval * Self.doubt.period * interval)
    ]
  }

  /// Takes in a stroke of `strength`, 0 to 1.
  mutating func hear(strokeAt frame: Double, strength: Float) {
    accounts.removeAll { !($0.period >= Self.shortest * sampleRate) }
    guard !accounts.isEmpty else { return }
    let stroke = StrokePlaces.Stroke(frame: frame, strength: strength, rate: sampleRate)
    let found = accounts.flatMap { advance($0, to: frame) }.flatMap { places.places(stroke, $0) }
    guard let best = found.max(by: { $0.account.score < $1.account.score }) else { return }
    keep(found.map(\.account))
    places.learn(best.part, beat: best.account.beat)
    strokes += 1
    fit += Self.soundness.share * stroke.strength * ((best.part == nil ? 0 : 1) - fit)
  }

  /// Takes in where the filter expects a beat.
  mutating func hear(beatAt frame: Double) {
    let noise = variance(Self.doubt.beat)
    for index in accounts.indices {
      let error = frame - accounts[index].beat(near: frame)
      let place = ((frame - accounts[index].time) / accounts[index].period).rounded()
      // The further off a single one is, the less it counts.
      let size = error * error > 4 * noise ? 4 * noise / error : error
      accounts[index].correct(by: size, at: place, noise: noise)
    }
  }

  /// What may have become of an account by `frame`.
  private func advance(_ account: BeatAccount, to frame: Double) -> [BeatAccount] {
    let passed = Int(((frame - account.time) / account.period + Self.early).rounded(.down))
    guard passed >= 1 else { return [account] }
    var (steady, drifting, changed) = (account, account, account)
    let restless = account.isRestless ? Self.odds.stay : Self.odds.restless
    steady.isRestless = false
    steady.pass(passed, drift: Self.shares.calm)
    steady.score += log(1 - restless)
    drifting.isRestless = true
    drifting.pass(passed, drift: Self.shares.restless)
    drifting.score += log(restless)
    changed.change(by: Self.shares.change)
    changed.isRestless = false
    changed.pass(passed, drift: Self.shares.calm)
    changed.score += log(min(0.2, Double(passed) * Self.odds.change))
    return [steady, drifting, changed]
  }

  /// Keeps the likeliest accounts.
  private mutating func keep(_ found: [BeatAccount]) {
    let sorted = found.sorted { $0.score > $1.score }
    accounts = []
    for var account in sorted where accounts.count < Self.kept.count {
      account.score -= sorted[0].score
      let reach = Self.kept.reach * sampleRate
      if account.score < -Self.kept.depth { break }
      if !accounts.contains(where: { $0.isAlike(account, within: reach) }) {
        accounts.append(account)
      }
    }
  }

  /// The square of a time in seconds, in frames.
  private func variance(_ seconds: Double) -> Double {
    seconds * sampleRate * seconds * sampleRate
  }
}
