package import Music

extension Composer {
  /// Takes in the ear's opinion of the chord that began at `beat`, in the past: its first, or a considered
  /// one.
  ///
  /// No chord leaves the last one standing.
  package mutating func hear(_ chord: Chord?, at beat: Double, isSettled: Bool) {
    if !isSettled { chordShare.hear(chord != nil, at: beat) }
    harmony.hear(chord, at: beat, isSettled: isSettled, now: now, grid: grid)
    if holdsChord, harmony.held == nil { harmony.held = harmony.heard?.chord }
  }

  /// Takes in that the player played something, on any scale of strength.
  package mutating func hear(onset strength: Float, at beat: Double) {
    presence.hear(strength, at: beat)
    harmony.lastStroke = beat
    isUnaccompanied = false
  }

  /// Takes in how loud the player was in the 400 ms before `beat`, in LUFS, some times a second.
  package mutating func hear(loudness: Double, at beat: Double) {
    presence.hear(loudness: loudness, at: beat)
  }

  /// Takes in that `beat` is the first of a bar.
  package mutating func hear(downbeat beat: Double, beatsPerBar: Int) {
    let current = Int(max(now, -1e9).rounded(.down))
    let bar = state == .playing ? barNumber(of: current) : -1
    guard grid.setDownbeat(Int(beat.rounded()), beatsPerBar: max(1, beatsPerBar)) else { return }
    harmony.follow(grid)
    conductor.renumber(bar, as: barNumber(of: current))
    rearrange()
  }

  /// Keeps the chord, whatever the ear says, or lets it go.
  ///
  /// It is the one that is played, or where there is none yet, the first that is heard.
  package mutating func holdChord(_ isHeld: Bool) {
    holdsChord = isHeld
    harmony.held = nil
    if isHeld, now.isFinite { harmony.held = harmony.chord(at: Int(now.rounded(.down))) }
  }
}
