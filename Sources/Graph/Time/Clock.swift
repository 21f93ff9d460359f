/// Keeps musical time on the audio thread, driven by one source at a time.
///
/// What drives it makes a line of beats, ``BeatLoop``; position goes along it without a jump: where it
/// is off, it goes a little faster or slower until the next beat.
struct Clock: BitwiseCopyable {
  /// Beats that an ending may last.
  private static var longestEnding: Double { 64 }

  /// For how many beats after a start nothing is spoilt by a jump: a clock outside tells its next beat within one.
  private static var freshness: Double { 1.5 }

  var transport = Transport()

  let sampleRate: Double

  /// The line of beats that is followed.
  var loop = BeatLoop()

  /// The frames since the engine started.
  private(set) var frame: Int64 = 0

  /// The frame from which position goes along the line again.
  var settledFrame: Int64 = .max

  /// Whether beats come from a tracker rather than from the tempo alone.
  var isFollowing = false

  /// Whether the player said where the one is, so that the tracker is not asked.
  var isBarTold = false

  /// The beats in a bar of the patch, and those that whoever plays means, 0 where nobody has said.
  var ownBeatsPerBar = 4
  var meantBeatsPerBar = 0

  /// Until when a beat that was announced counts as heard, in seconds.
  var heardUntil = -Double.infinity

  /// Whether a clock outside was the last to announce a beat.
  var isObeying = false

  /// Whether someone said stop, so that beats heard do not start time again.
  var isHeld = false

  /// Whether someone said stop, and time runs on only as long as an ending is played.
  var isEnding = false

  /// Up to which position time counts as just started by hand.
  var freshUntil = -Double.infinity

  /// Where it stands still at the latest.
  private var latestEnd: Double = 0

  /// The frame of the last tap, and how many there were in a row.
  var lastTap: Int64 = .min
  var tapCount = 0

  init(sampleRate: Double) {
    self.sampleRate = sampleRate
    transport.rate = transport.tempo / (60 * sampleRate)
  }

  @_noLocks
  mutating func advance(_ frameCount: Int) {
    frame += Int64(frameCount)
    guard transport.isRolling else { return }
    transport.beat += Double(frameCount) * transport.rate
    if frame >= settledFrame {
      settledFrame = .max
      transport.rate = 1 / (loop.period * sampleRate)
    }
  }

  /// Goes on at `tempo` beats a minute; as before where that is no tempo, which would never be got rid of.
  @_noLocks
  mutating func set(tempo: Double) {
    guard tempo > 0, tempo < .infinity else { return }
    transport.tempo = tempo
    transport.rate = tempo / (60 * sampleRate)
    settledFrame = .max
    let next = -(-transport.beat).floored
    let wait = (next - transport.beat) * 60 / tempo
    loop.tell(beat: next, time: seconds(frame) + wait, period: 60 / tempo)
  }

  /// Makes the beat `factor` times as fast, where the tracker counts every other one, or two for each.
  @_noLocks
  mutating func scale(by factor: Double) {
    let tempo = transport.tempo * factor
    if tempo >= 20, tempo <= 400 { set(tempo: tempo) }
  }

  /// Lets time run by itself where no tracker is to start it.
  @_noLocks
  mutating func begin() {
    if !isFollowing { roll() }
    loop.forget()
  }

  @_noLocks
  mutating func start() {
    isHeld = false
    isEnding = false
    roll()
  }

  /// Lets time go on; where nobody is followed, there is nothing to doubt.
  ///
  /// Wherever in a bar it stood still, who starts it means the first of one.
  @_noLocks
  private mutating func roll() {
    if !transport.isRolling {
      transport.beat = nextBar
      transport.downbeat = transport.beat
      freshUntil = transport.beat + Self.freshness
    }
    transport.isRolling = true
    if !isFollowing { transport.confidence = 1 }
  }

  /// Stands still, or where time is wanted for an ending, does so when ``settle(isWanted:)`` is told that
  /// it is no more.
  @_noLocks
  mutating func stop(isWanted: Bool) {
    isHeld = true
    isBarTold = false
    isEnding = transport.isRolling
    latestEnd = transport.beat + Self.longestEnding
    settle(isWanted: isWanted)
  }

  /// Stands still after a stop unless time is wanted for an ending.
  @_noLocks
  mutating func settle(isWanted: Bool) {
    if isEnding, !isWanted || transport.beat >= latestEnd { rest() }
  }

  /// Stands still at once.
  @_noLocks
  mutating func rest() {
    isEnding = false
    transport.isRolling = false
    transport.confidence = 0
  }

  /// Lets time be started again, and the bar be told, by whoever drives it.
  @_noLocks
  mutating func release() {
    isHeld = false
    isEnding = false
    isBarTold = false
  }

  /// Declares the beat nearest to now a downbeat, which then holds against the tracker.
  @_noLocks
  mutating func markDownbeat() {
    transport.downbeat = (transport.beat + 0.5).floored
    isBarTold = true
  }

  /// The first position from now on at which a bar begins, where bars are counted from 0, as those who follow
  /// song position do.
  var nextBar: Double {
    @_noLocks get {
      let bar = Double(transport.beatsPerBar)
      return -(-transport.beat / bar).floored * bar
    }
  }

  /// A frame as a time in seconds.
  @_noLocks
  func seconds(_ frame: Int64) -> Double { Double(frame) / sampleRate }
}
