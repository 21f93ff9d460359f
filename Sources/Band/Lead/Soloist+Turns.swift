import Melody

extension Soloist {
  /// How long the player has to be silent until the lead fills in, in beats.
  private static let breath = 1.5

  /// How long a lead without a band plays on after the player, in beats.
  private static let patience = 16.0

  /// What starts before this beat may have started already.
  var edge: Double { max(now, -1e9) + 0.1 }

  /// Takes over the clock; where it has jumped, everything composed is taken back.
  mutating func follow(_ now: Double, tempo: Double) {
    let hasJumped = self.now.isFinite && (now < self.now - 0.25 || now > self.now + 8)
    self.now = now
    self.tempo = tempo
    guard hasJumped else { return }
    harmony.losePlace()
    presence.reset()
    listener = PhraseListener()
    silence()
    if turns.origin != nil { begin(at: now) }
  }

  /// Counts turns from the downbeat nearest to `beat` on.
  mutating func begin(at beat: Double) {
    let half = Double(grid.beatsPerBar) / 2
    turns.begin(at: grid.downbeat(before: Int((beat + half).rounded(.down))))
    rest()
  }

  mutating func end() {
    rest()
    turns.end()
  }

  /// Whether it has its turn, and the player has played in his: while he rests, the band is to play on.
  package var isAnswering: Bool {
    guard turns.mode == .trade, now.isFinite, let last = presence.lastOnset,
      let turn = turns.turn(at: Int(now.rounded(.down)), beatsPerBar: grid.beatsPerBar)
    else { return false }
    return turn.role == .playing && last >= Double(turn.beats.lowerBound - turn.beats.count) - 0.5
  }

  /// Where no band tells, begins with the first chord and ends after the player.
  mutating func joinUnasked() {
    guard isAccompanied == nil, let heard = harmony.heard else { return }
    let last = max(presence.lastOnset ?? -.infinity, Double(heard.beat))
    if turns.origin == nil, now < last + Self.patience {
      begin(at: Double(heard.beat))
    } else if turns.origin != nil, now > last + Self.patience {
      end()
    }
  }

  /// Makes room for a player who goes on, where the lead only fills in.
  mutating func yield(to beat: Double) {
    guard turns.mode == .fill, beat > now - 1, phrase != nil else { return }
    rest()
    if ledger.sounding(.lead, at: now).contains(where: { $0.note.end > now + 0.5 }) {
      actions.append(.silence(.lead))
      ledger.end(.lead, at: now)
    }
  }

  /// Takes back what has not started, and begins another phrase where the lead plays next.
  mutating func rest() {
    actions.append(.retract(.lead, from: edge))
    ledger.retract(.lead, from: edge)
    phrase = nil
    marks = []
    start = edge
    cursor = Int(edge.rounded(.down))
  }

  /// Takes everything back and ends what sounds.
  private mutating func silence() {
    rest()
    actions.append(.silence(.lead))
    ledger.clear()
  }

  /// The next phrase, if it begins on `beat`: its span in ticks, its number in the turn, and what the
  /// player did before.
  mutating func nextPhrase(at beat: Int) -> (span: Range<Int>, number: Int)? {
    let ticks = RhythmFacts.ticks
    let bar = grid.beatsPerBar
    guard let (beats, role) = turns.turn(at: beat, beatsPerBar: bar) else { return filling(beat) }
    guard role == .playing, grid.position(of: beat) == 0 else { return nil }
    let number = (beat - beats.lowerBound) / (2 * bar)
    if turns.mode == .trade, beat == beats.lowerBound {
      portrait = portrait(from: Double(beat - beats.count) - 0.25, until: Double(beat) - 0.25)
    } else if turns.mode == .solo {
      portrait = portrait(from: Double(beat) - 4 * Double(bar), until: Double(beat))
    }
    let end = min(beat + 2 * bar, beats.upperBound)
    return (beat * ticks..<end * ticks, number)
  }

  /// A phrase in a rest of the player's, until a bar line.
  private mutating func filling(_ beat: Int) -> (span: Range<Int>, number: Int)? {
    guard turns.mode == .fill, turns.origin != nil, Double(beat) >= now,
      let last = presence.lastOnset, now > last + Self.breath
    else { return nil }
    let bar = grid.beatsPerBar
    portrait = portrait(from: last - 4 * Double(bar), until: last + 0.01)
    let end = grid.downbeat(after: beat + bar)
    return (beat * RhythmFacts.ticks..<end * RhythmFacts.ticks, 0)
  }

  private func portrait(from start: Double, until end: Double) -> PlayerPortrait {
    PlayerPortrait(
      listener, from: start, until: end, grid: grid, swing: style.swing, tempo: tempo)
  }
}
