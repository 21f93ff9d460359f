import Band
import Music
import TestSupport
import Testing

/// What a pianist would notice: voices that leap, notes out of range or too close, notes that hang.
@Suite struct VoiceLeadingTests {
  /// Eight bars of chords, one or two a bar; half of them common progressions, half by chance.
  private func progression(_ dice: inout Dice) -> [Chord] {
    let tonic = PitchClass(Int.random(in: 0..<12, using: &dice))
    let common: [(Int, ChordQuality)] = [
      (0, .major), (9, .minor), (5, .major), (7, .dominant7), (2, .minor7), (4, .minor),
      (0, .major7), (11, .halfDiminished7), (7, .sus4), (9, .minor7),
    ]
    return (0..<8).map { _ in
      guard dice.chance(0.5) else {
        return Chord(PitchClass(Int.random(in: 0..<12, using: &dice)), dice.chord().quality)
      }
      let (step, quality) = common[Int.random(in: 0..<common.count, using: &dice)]
      return Chord(tonic.raised(by: step), quality)
    }
  }

  @Test(arguments: Styles.names)
  func `over random progressions voices move little and keep the rules`(name: String) throws {
    let style = try Styles.load(name)
    let rules = style.voicing
    var dice = Dice(seed: UInt64(name.utf8.reduce(7) { $0 &* 31 &+ Int($1) }))
    var moved = 0
    var voices = 0
    for _ in 0..<500 {
      var last: Voicing?
      for chord in progression(&dice) {
        let voicing = rules.voicing(of: chord, in: nil, after: last)
        try #require(voicing.count == rules.voiceCount, "\(chord.symbol)")
        let gaps = zip(voicing.dropFirst(), voicing).map { $0 - $1 }
        #expect(gaps.allSatisfy { (2...9).contains($0) }, "\(chord.symbol) \(voicing)")
        #expect(voicing.allSatisfy { rules.range.contains($0) }, "\(chord.symbol) \(voicing)")
        if let last, last != voicing {
          moved += zip(last, voicing).reduce(0) { $0 + abs($1.0 - $1.1) }
          voices += voicing.count
        }
        last = voicing
      }
    }
    #expect(Double(moved) / Double(voices) <= 2)
  }

  @Test(arguments: Styles.names)
  func `over random progressions what the band plays keeps the rules and ends`(name: String) throws
  {
    let style = try Styles.load(name)
    var dice = Dice(seed: UInt64(name.utf8.reduce(3) { $0 &* 33 &+ Int($1) }))
    var steps: [Int] = []
    for round in 0..<28 {
      let chords = progression(&dice)
      let beatsPerBar = style.grooves[0].metre.beatsPerBar
      var rehearsal = Rehearsal(style, seed: UInt64(round)) { chords[max(0, $0) / beatsPerBar % 8] }
      rehearsal.beatsPerBar = beatsPerBar
      rehearsal.step = 0.04
      rehearsal.composer.countedIn(at: 0)
      let end = 8 * beatsPerBar
      rehearsal.strikes = { $0 < end }
      rehearsal.play(until: Double(end) + style.patience + 12)
      #expect(rehearsal.stage.isSilent, "\(chords.map(\.symbol))")
      #expect(rehearsal.stage.faults == [], "\(chords.map(\.symbol))")
      let comping = rehearsal.stage.sounds.filter { $0.part == .comping }
      #expect(comping.allSatisfy { style.voicing.range.contains(Int($0.key)) })
      let bass = rehearsal.stage.sounds.filter { $0.part == .bass }
      #expect(bass.allSatisfy { (28...55).contains($0.key) })
      steps += movements(comping)
    }
    let mean = Double(steps.reduce(0, +)) / Double(max(1, steps.count))
    #expect(mean <= 2, "\(mean)")
  }

  /// Semitones that each voice moves from a struck chord to the next that differs.
  private func movements(_ sounds: [Stage.Sound]) -> [Int] {
    var chords: [(start: Double, keys: Set<Int>)] = []
    for sound in sounds.sorted(by: { $0.start < $1.start }) {
      if let last = chords.last, sound.start - last.start < 0.08 {
        chords[chords.count - 1].keys.insert(Int(sound.key))
      } else {
        chords.append((sound.start, [Int(sound.key)]))
      }
    }
    let voicings = chords.map { $0.keys.sorted() }.filter { $0.count >= 3 }
    return zip(voicings, voicings.dropFirst()).flatMap { one, two in
      one.count == two.count && one != two ? zip(one, two).map { abs($0 - $1) } : []
    }
  }
}
