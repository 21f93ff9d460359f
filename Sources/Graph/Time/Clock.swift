/// Keeps musical time on the audio thread, driven by one source at a time.
struct Clock: BitwiseCopyable {
  private(set) var transport = Transport()

  private let sampleRate: Double

  /// Whether beats come from a tracker rather than from the tempo alone.
  var isFollowing = false

  /// Whether someone said stop, so that beats heard do not start time again.
  private var isHeld = false

  private var lastTap: Int64 = .min
  private var tapCount = 0

  init(sampleRate: Double) {
    self.sampleRate = sampleRate
    transport.rate = transport.tempo / (60 * sampleRate)
  }

  @_noLocks
  mutating func advance(_ frameCount: Int) {
    guard transport.isRolling else { return }
    transport.beat += Double(frameCount) * transport.rate
  }

  @_noLocks
  mutating func set(tempo: Double) {
    transport.tempo = tempo
    transport.rate = tempo / (60 * sampleRate)
  }

  @_noLocks
  mutating func set(beatsPerBar: Int) { transport.beatsPerBar = beatsPerBar }

  /// Lets time run by itself where no tracker is to start it.
  @_noLocks
  mutating func begin() {
    if !isFollowing { transport.isRolling = true }
  }

  @_noLocks
  mutating func start() {
    isHeld = false
    transport.isRolling = true
  }

  @_noLocks
  mutating func stop() {
    isHeld = true
    transport.isRolling = false
    transport.confidence = 0
  }

  /// Declares the beat nearest to now a downbeat.
  @_noLocks
  mutating func markDownbeat() { transport.downbeat = (transport.beat + 0.5).floored }

  /// Takes a tap at the first frame of the block, `frame`: the second one starts time and sets the
  /// tempo, further ones refine it.
  @_noLocks
  mutating func tap(at frame: Int64) {
    let interval = lastTap == .min ? .infinity : Double(frame - lastTap) / sampleRate
    lastTap = frame
    guard interval > 0.2, interval < 2 else {
      tapCount = 0
      return
    }
    tapCount += 1
    let weight = 1 / Double(min(tapCount, 4))
    let previous = tapCount == 1 ? interval : 60 / transport.tempo
    set(tempo: 60 / (previous + weight * (interval - previous)))
    if !transport.isRolling { transport.downbeat = (transport.beat + 0.5).floored - 1 }
    transport.isRolling = true
    isHeld = false
    transport.confidence = 1
    let nearest = (transport.beat + 0.5).floored
    transport.beat = max(transport.beat, nearest)
  }
}

extension Clock {
  /// Follows a beat that a tracker announces; `offset` is the event's place in the block that starts
  /// at `frame`.
  ///
  /// The rate is chosen so that position and beat meet at the announced frame, within bounds that
  /// keep the correction from being heard as a jump in tempo; position never goes back.
  @_noLocks
  mutating func follow(_ event: Event, frame: Int64) {
    let confidence = event.values[3]
    guard !isHeld, confidence > 0.1, event.values[2] > 20 else { return }
    transport.confidence = confidence
    transport.beatsPerBar = max(1, Int(event.values[1]))
    let number = max(1, Int(event.values[0]))
    let tempo = Double(event.values[2])
    let heardRate = tempo / (60 * sampleRate)
    let ahead = Double(event.time - frame)
    let isLock = !transport.isRolling || event.values[4] >= 0.5
    let expected = transport.beat + ahead * transport.rate
    let error = expected - (expected + 0.5).floored
    if isLock, !transport.isRolling || abs(error) > 0.08 {
      lock(number: number, ahead: ahead, rate: heardRate)
    } else {
      let beat = (expected + 0.5).floored
      let needed = ahead > 0 ? (beat - transport.beat) / ahead : heardRate
      transport.rate = min(max(needed, heardRate * 0.85), heardRate * 1.15)
      transport.downbeat = beat - Double(number - 1)
    }
    transport.tempo = tempo
  }

  /// Jumps forward to where the beat `number`, `ahead` frames from now, belongs.
  @_noLocks
  private mutating func lock(number: Int, ahead: Double, rate: Double) {
    let bar = Double(transport.beatsPerBar)
    let bars = ((transport.beat + ahead * rate) / bar).floored + 1
    let beat = bars * bar + Double(number - 1)
    transport.beat = max(transport.beat, beat - ahead * rate)
    transport.rate = rate
    transport.downbeat = bars * bar
    transport.isRolling = true
  }
}
