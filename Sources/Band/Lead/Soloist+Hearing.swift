package import Music

/// What a soloist hears of the player, and of the band.
extension Soloist {
  /// Takes in the ear's opinion of the chord that began at `beat`, its first or a considered one.
  package mutating func hear(_ chord: Chord?, at beat: Double, isSettled: Bool) {
    harmony.hear(chord, at: beat, isSettled: isSettled, now: now, grid: grid)
  }

  /// Takes in the pitch of the player's line at `beat`, as the nearest key; `nil` for none.
  package mutating func hear(pitch key: Int?, at beat: Double) {
    listener.hear(pitch: key, at: beat)
  }

  /// Takes in that the player struck something, on any scale of strength.
  package mutating func hear(onset strength: Float, at beat: Double) {
    presence.hear(strength, at: beat)
    harmony.lastStroke = beat
    listener.hear(strokeAt: beat)
    yield(to: beat)
  }

  /// Takes in how loud the player was in the 400 ms before `beat`, in LUFS.
  package mutating func hear(loudness: Double, at beat: Double) {
    presence.hear(loudness: loudness, at: beat)
  }

  /// Takes in that the player pressed a key with a velocity from 1 to 127.
  package mutating func hear(noteOn key: Int, velocity: Int, at beat: Double) {
    presence.hear(Float(velocity) / 127, at: beat)
    harmony.lastStroke = beat
    listener.hear(noteOn: key, at: beat)
    yield(to: beat)
  }

  /// Takes in that the player let a key go.
  package mutating func hear(noteOff key: Int, at beat: Double) {
    listener.hear(noteOff: key, at: beat)
  }

  /// Takes in that `beat` is the first of a bar.
  package mutating func hear(downbeat beat: Double, beatsPerBar: Int) {
    guard grid.setDownbeat(Int(beat.rounded()), beatsPerBar: max(1, beatsPerBar)) else { return }
    harmony.follow(grid)
    turns.align(with: grid)
    rest()
  }

  /// Takes in whether the band plays, from the downbeat nearest to `beat` on.
  package mutating func hear(bandPlays: Bool, at beat: Double) {
    guard bandPlays != isAccompanied else { return }
    isAccompanied = bandPlays
    if bandPlays { begin(at: beat) } else { end() }
  }
}
