extension Composer {
  /// Beats that are clicked at least before the band joins a player, who should know that it does.
  private static let shortestCountIn = 2

  /// Takes over the clock; where it has jumped, everything composed is taken back.
  mutating func follow(_ now: Double, tempo: Double) {
    let hasJumped = self.now.isFinite && (now < self.now - 0.25 || now > self.now + 8)
    self.now = now
    self.tempo = tempo
    guard hasJumped else { return }
    clearAll()
    presence.reset()
    lastPlayedOn = -.infinity
    chordShare.jump(to: now)
    harmony.losePlace()
    finalBeat = nil
    phase = .waiting(since: now)
  }

  /// Enters, ends, or goes back to waiting, where it is time to.
  mutating func updatePhase() {
    switch phase {
    case .waiting(let start): countInIfPlaying(since: start)
    case .countingIn: if now >= Double(entry) { phase = .playing }
    case .playing: endIfSilent()
    case .ending(let end):
      guard now >= end else { return }
      phase = .waiting(since: Double(finalBeat ?? 0))
      finalBeat = nil
    }
  }

  /// Sets the first downbeat, and the beats of clicks before it.
  mutating func enter(at beat: Int, countIn: Int) {
    entry = beat
    if grid.setDownbeat(beat, beatsPerBar: grid.beatsPerBar) { harmony.follow(grid) }
    drumCursor = beat - countIn
    drumStart = -.infinity
    pitchedCursor = beat
    pitchedStart = -.infinity
    finalBeat = nil
    isHeld = false
    phase = .countingIn
  }

  /// Enters with the first bar that leaves room to count in from `beat` on; with a whole bar of clicks where nobody
  /// knows of bars.
  mutating func begin(from beat: Int) {
    let bar = grid.beatsPerBar
    guard grid.isKnown else {
      enter(at: beat + bar, countIn: bar)
      return
    }
    var first = grid.downbeat(after: beat)
    if first - beat < Self.shortestCountIn { first += bar }
    enter(at: first, countIn: min(bar, first - beat))
  }

  /// Plays the last chord at `beat`.
  mutating func end(at beat: Int) {
    finalBeat = beat
    rearrange()
  }

  /// Takes back what has not started, and composes it anew.
  mutating func rearrange() { rearrange(after: edge) }

  /// Takes back what starts after `edge`, and composes it anew.
  ///
  /// Before time has begun, nothing is composed.
  mutating func rearrange(after edge: Double) {
    guard now.isFinite else { return }
    guard state == .playing || state == .countingIn else { return }
    recomposePitched(from: edge)
    actions.append(.retract(.drums, from: edge))
    ledger.retract(.drums, from: edge)
    drumCursor = min(drumCursor, Int(edge.rounded(.down)))
    drumStart = edge
  }

  /// Takes everything back and ends what sounds.
  mutating func clearAll() {
    for part in Part.allCases where !ledger[part].isEmpty {
      actions.append(.retract(part, from: -.infinity))
      actions.append(.silence(part))
    }
    ledger.clear()
    players.retract(from: -.infinity)
    coming.map { adopt($0.style) }
    coming = nil
  }

  private mutating func countInIfPlaying(since start: Double) {
    if isHeld {
      let last = presence.lastOnset ?? -.infinity
      if now > last + style.patience { isHeld = false }
      return
    }
    guard grid.isKnown, isJoinable(since: start) else { return }
    firstBar = nil
    begin(from: Int((now + 0.25).rounded(.up)))
    conductor.begin(withIntro: false, barsBefore: barsPlayed(since: start, at: entry))
    intensity = Intensity()
  }

  /// How many bars of the tune have gone by at the downbeat `beat`, of a player who was waited for since
  /// `start`: as the chart has it, or from the downbeat nearest to his first stroke.
  private func barsPlayed(since start: Double, at beat: Int) -> Int {
    if let place = harmony.source?.place(at: beat) { return place.bar }
    guard let first = presence.firstOnset(since: start) else { return 0 }
    let downbeat = grid.downbeat(before: Int(first.rounded()) + grid.beatsPerBar / 2)
    return max(0, (beat - downbeat) / grid.beatsPerBar)
  }

  /// Whether the player has begun a tune: strokes enough, or a chord a bar that is heard with them.
  private func isJoinable(since start: Double) -> Bool {
    guard let stroke = presence.firstOnset(since: start), isMusic(since: stroke) else {
      return false
    }
    if presence.isPlaying(since: start, at: now) { return true }
    let first = presence.pacing(since: start, at: now, beatsPerBar: grid.beatsPerBar)
    guard let first, let heard = harmony.heard else { return false }
    return Double(heard.beat) > first - 0.5
  }

  /// Whether what is heard since `first` is music: who talks, tunes or knocks is not to be joined.
  ///
  /// Chords tell, and where there are none, as in a riff, a beat that nobody doubts.
  private func isMusic(since first: Double) -> Bool {
    chordShare.share(from: first, until: now) >= 0.5 || certainty.value >= 0.8
  }

  private mutating func endIfSilent() {
    if playsOn { lastPlayedOn = now }
    let last = max(presence.lastOnset ?? -.infinity, Double(entry), lastPlayedOn)
    if let finalBeat {
      if now >= Double(finalBeat) {
        phase = .ending(until: Double(finalBeat) + 4)
      } else if !isHeld, last > Double(finalBeat) - style.patience, now < Double(finalBeat) - 0.5 {
        self.finalBeat = nil
        rearrange()
      }
    } else if !isUnaccompanied, now > last + style.patience {
      end(at: strongBeat(after: max(last + style.patience, now) + 0.3))
    }
  }

  /// The next downbeat or middle of a bar.
  private func strongBeat(after time: Double) -> Int {
    let half = grid.beatsPerBar % 2 == 0 ? max(1, grid.beatsPerBar / 2) : grid.beatsPerBar
    let beat = Int(time.rounded(.up))
    let past = grid.position(of: beat) % half
    return past == 0 ? beat : beat - past + half
  }
}
