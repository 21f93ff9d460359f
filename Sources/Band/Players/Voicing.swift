package import Music

/// The keys of a chord as the comping plays it, from low to high.
package typealias Voicing = [Int]

extension VoicingRules {
  /// The voicing of `chord`, in a tune in `key`, that is reached from `previous` by the least movement.
  ///
  /// A weak pull to the middle of the range keeps a long tune from drifting to its edge.
  package func voicing(of chord: Chord, in key: Key?, after previous: Voicing?) -> Voicing {
    let candidates = voicings(of: chord, in: key)
    let best = candidates.min { cost(of: $0, after: previous) < cost(of: $1, after: previous) }
    return best ?? []
  }

  /// All voicings of `chord` that keep the rules, in a fixed order.
  func voicings(of chord: Chord, in key: Key?) -> [Voicing] {
    let tones = ChordTones(chord, in: key, isRootless: isRootless)
    var found: [Voicing] = []
    var voicing: Voicing = []
    func extend(from lowest: Int) {
      guard voicing.count < voiceCount else {
        if tones.areServed(by: voicing), lies(voicing) { found.append(voicing) }
        return
      }
      for key in stride(from: lowest, through: range.upperBound, by: 1)
      where tones.allowed.contains(PitchClassSet(key)) && isSpaced(key, above: voicing) {
        voicing.append(key)
        extend(from: key + 1)
        voicing.removeLast()
      }
    }
    extend(from: range.lowerBound)
    guard found.isEmpty, kind != .free else { return found }
    // Some chords cannot lie so: better another position than none.
    var free = self
    free.kind = .free
    return free.voicings(of: chord, in: key)
  }

  /// What may sound over `chord` without clashing.
  func voicingTones(of chord: Chord, in key: Key?) -> PitchClassSet {
    ChordTones(chord, in: key, isRootless: isRootless).allowed
      .union(ChordTones(chord, in: key, isRootless: false).allowed)
  }

  /// Whether `key` may be the next voice: no semitones, nor an octave between them, no mud below G3, no holes, a
  /// hand's reach.
  private func isSpaced(_ key: Int, above voicing: Voicing) -> Bool {
    guard let below = voicing.last, let lowest = voicing.first else { return true }
    let gap = key - below
    return gap >= (below < 55 ? 3 : 2) && gap <= 9 && key - lowest <= 19
      && !voicing.contains(key - 13)
  }

  /// Semitones moved by all voices, a leap of the top voice costing more, plus the pull.
  private func cost(of voicing: Voicing, after previous: Voicing?) -> Double {
    let middle = Double(range.lowerBound + range.upperBound) / 2
    let mean = Double(voicing.reduce(0, +)) / Double(voicing.count)
    let pull = abs(mean - middle) * 0.25
    guard let previous, previous.count == voicing.count else { return pull }
    let movement = zip(voicing, previous).reduce(0) { $0 + abs($1.0 - $1.1) }
    let leap = abs((voicing.last ?? 0) - (previous.last ?? 0))
    return Double(movement + max(0, leap - 4)) + pull
  }
}
