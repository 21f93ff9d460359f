extension Clock {
  /// How many beats are tapped at least to count in: two bars of 6/8.
  private static var leastTaps: Int { 3 }

  /// How far apart two taps may be to belong together, in seconds.
  private static var together: (least: Double, most: Double) { (0.2, 2) }

  /// Takes a tap at the first frame of the block, `frame`.
  ///
  /// The second one starts time and sets the tempo, further ones refine it. Where nobody plays, as many as a
  /// bar has beats count in, or two bars of two: the next beat is the first of a bar.
  ///
  /// - Returns: Whether this one was the last of a count-in.
  @_noLocks
  mutating func tap(at frame: Int64, isPlaying: Bool) -> Bool {
    let interval = lastTap == .min ? .infinity : Double(frame - lastTap) / sampleRate
    lastTap = frame
    guard interval > Self.together.least, interval < Self.together.most else {
      tapCount = 1
      return false
    }
    tapCount += 1
    let weight = 1 / Double(min(tapCount - 1, 4))
    let previous = tapCount == 2 ? interval : 60 / transport.tempo
    let period = previous + weight * (interval - previous)
    isHeld = false
    isEnding = false
    transport.confidence = 1
    let nearest = transport.isRolling ? (transport.beat + 0.5).floored : nextBar + 1
    loop.tell(beat: nearest, time: seconds(frame), period: period)
    if transport.isRolling {
      steer(limit: 0.25)
    } else {
      roll(from: nearest, period: period)
    }
    let bar = transport.beatsPerBar
    guard tapCount == (bar < Self.leastTaps ? 2 * bar : bar), !isPlaying else { return false }
    transport.downbeat = nearest + 1
    isBarTold = true
    return true
  }

  /// Starts time with the second tap, which fell on `beat`; the first was the first of a bar.
  @_noLocks
  private mutating func roll(from beat: Double, period: Double) {
    transport.downbeat = beat - 1
    transport.beat = beat
    transport.isRolling = true
    transport.tempo = 60 / period
    transport.rate = 1 / (period * sampleRate)
  }
}
