import Band
import Music
import TestSupport
import Testing

@Suite struct BassLineTests {
  /// Tunes of four chords of a key, a bar each, that come round.
  private func tune(_ dice: inout Dice) -> [Chord] {
    let tonic = PitchClass(Int.random(in: 0..<12, using: &dice))
    let steps: [(Int, ChordQuality)] = [
      (0, .major), (2, .minor), (4, .minor), (5, .major), (7, .dominant7), (9, .minor),
    ]
    return (0..<4).map { _ in
      let (step, quality) = steps[Int.random(in: steps.indices, using: &dice)]
      return Chord(tonic.raised(by: step), quality)
    }
  }

  /// The bass of the third round and later, each note with the chord it was played over.
  private func line(_ style: String, seed: UInt64) throws -> [(sound: Stage.Sound, chord: Chord)] {
    var dice = Dice(seed: seed)
    let chords = tune(&dice)
    let song = { (beat: Int) in chords[max(0, beat) / 4 % 4] }
    var rehearsal = try Rehearsal(Styles.load(style), seed: seed, song: song)
    rehearsal.play(until: 96)
    return rehearsal.stage.sounds.filter { $0.part == .bass && $0.start > 39 && $0.start < 92 }
      .sorted { $0.start < $1.start }
      .map { ($0, song(Int(($0.start + 0.1).rounded(.down)))) }
  }

  @Test(arguments: ["rock", "pop", "punk"])
  func `a tune that is known is played in tones of its chords`(style: String) throws {
    let notes = try (1...12).flatMap { try line(style, seed: $0) }
    let share = notes.count { $0.chord.contains(PitchClass(Int($0.sound.key))) }
    #expect(Double(share) >= 0.985 * Double(notes.count), "\(share) of \(notes.count)")
  }

  @Test func `and still leads into the next root now and then`() throws {
    let notes = try (1...12).flatMap { try line("rock", seed: $0) }
    let steps = zip(notes, notes.dropFirst()).count { one, two in
      one.chord != two.chord && (1...2).contains(abs(Int(one.sound.key) - Int(two.sound.key)))
    }
    let changes = zip(notes, notes.dropFirst()).count { $0.chord != $1.chord }
    #expect(Double(steps) > 0.25 * Double(changes), "\(steps) of \(changes)")
  }

  /// The second and third notes of each bar of a walk through a tune in C.
  private func walk(in key: Key?) throws -> [PitchClass] {
    let song = loop(["C:maj7", "E:min7", "A:min7", "F:maj7"])
    var rehearsal = try Rehearsal(Styles.load("swing"), song: song)
    rehearsal.composer.key = key
    rehearsal.play(until: 160)
    return rehearsal.stage.sounds.filter { sound in
      let isStep = (1...2).contains(Int(sound.start.rounded()) % 4)
      return sound.part == .bass && sound.start > 8 && isStep
    }.map { PitchClass(Int($0.key)) }
  }

  @Test func `steps of a walking line keep to the key, where that is known`() throws {
    let key = Key(PitchClass(0), .major)
    let steps = try walk(in: key)
    #expect(steps.count > 40 && steps.allSatisfy(key.scale.contains))
    #expect(try !walk(in: nil).allSatisfy(key.scale.contains))
  }

  @Test func `a walking line goes somewhere, and seldom back to where it came from`() throws {
    var turns = 0
    var count = 0
    for seed in UInt64(1)...8 {
      let keys = try line("swing", seed: seed).map { Int($0.sound.key) }
      turns += zip(keys, keys.dropFirst(2)).count { $0 == $1 }
      count += keys.count
    }
    #expect(count > 300 && Double(turns) < 0.1 * Double(count), "\(turns) of \(count)")
  }

  @Test func `a walk often leads into the next chord by a semitone`() throws {
    let notes = try (1...12).flatMap { try line("swing", seed: $0) }
    let leads = zip(notes, notes.dropFirst()).filter { $0.chord != $1.chord }
    let semitones = leads.count { abs(Int($0.sound.key) - Int($1.sound.key)) == 1 }
    let tones = leads.count { one, _ in one.chord.contains(PitchClass(Int(one.sound.key))) }
    #expect(Double(semitones) > 0.33 * Double(leads.count), "\(semitones) of \(leads.count)")
    #expect(Double(tones) > 0.6 * Double(leads.count), "\(tones) of \(leads.count)")
  }

  @Test func `what leads into the next chord leads to where its root is played`() throws {
    for seed in UInt64(1)...12 {
      let notes = try line("swing", seed: seed)
      for (one, two) in zip(notes, notes.dropFirst()) where one.chord != two.chord {
        let leap = abs(Int(one.sound.key) - Int(two.sound.key))
        #expect(leap <= 7, "\(one.sound.key) to \(two.sound.key) at \(two.sound.start), \(seed)")
      }
    }
  }
}
