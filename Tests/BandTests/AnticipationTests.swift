import Band
import Music
import TestSupport
import Testing

@Suite struct AnticipationTests {
  private let song = loop(["C:maj", "G:maj", "A:min", "F:maj"])

  @Test(arguments: Styles.names)
  func `after two passes the bass is on the beat with the root`(style: String) throws {
    var rehearsal = try Rehearsal(Styles.load(style), song: song)
    rehearsal.play(until: 80)
    for bar in 8..<19 {
      let beat = Double(bar * 4)
      let sound = try #require(rehearsal.bass(at: beat + 0.06), "bar \(bar)")
      #expect(abs(sound.start - beat) < 0.05, "bar \(bar)")
      #expect(PitchClass(Int(sound.key)) == song(bar * 4)?.root, "bar \(bar)")
    }
  }

  @Test(arguments: Styles.names)
  func `on the first pass the bass waits for the ear and plays what is true`(style: String) throws {
    let song = loop(["C:maj", "D:min", "E:min", "F:maj", "Bb:maj", "G:maj", "Ab:maj", "A:maj"])
    var rehearsal = try Rehearsal(Styles.load(style), song: song)
    rehearsal.play(until: 34)
    for bar in 2..<8 {
      let beat = Double(bar * 4)
      #expect(rehearsal.bass(at: beat + 0.2) == nil, "bar \(bar)")
      let sound = try #require(rehearsal.bass(at: beat + 0.4), "bar \(bar)")
      #expect(PitchClass(Int(sound.key)) == song(bar * 4)?.root, "bar \(bar)")
    }
  }

  @Test func `a band that foretells nothing waits for the ear in every pass`() throws {
    var rehearsal = try Rehearsal(Styles.load("rock"), song: song)
    rehearsal.composer.foretells = false
    rehearsal.play(until: 80)
    for bar in 8..<19 {
      let beat = Double(bar * 4)
      #expect(rehearsal.bass(at: beat + 0.2) == nil, "bar \(bar)")
      let sound = try #require(rehearsal.bass(at: beat + 0.45), "bar \(bar)")
      #expect(PitchClass(Int(sound.key)) == song(bar * 4)?.root, "bar \(bar)")
    }
  }

  @Test func `where the ear stays silent, the bass goes on after a quarter of a second`() throws {
    var rehearsal = try Rehearsal(Styles.load("rock"), song: loop(["E:min"]))
    rehearsal.play(until: 14)
    let limit = 12 + 0.25 * rehearsal.tempo / 60
    #expect(rehearsal.bass(at: limit - 0.1) == nil)
    let sound = try #require(rehearsal.bass(at: limit + 0.1))
    #expect(PitchClass(Int(sound.key)).name == "E")
  }

  @Test func `in the fourth form of a tune of two phrases the right one is foretold`() throws {
    let phrases = ["C:maj", "A:min", "F:maj", "G:maj", "C:maj", "A:min", "D:min", "G:7"]
    var rehearsal = try Rehearsal(Styles.load("rock"), song: loop(phrases))
    rehearsal.play(until: 130)
    for bar in 24..<32 {
      let sound = try #require(rehearsal.bass(at: Double(bar * 4) + 0.06), "bar \(bar)")
      #expect(PitchClass(Int(sound.key)) == rehearsal.song(bar * 4)?.root, "bar \(bar)")
    }
  }

  @Test func `in the third chorus of an AABA tune the band knows when B comes`() throws {
    let a = ["C:maj", "A:min", "D:min", "G:7"]
    let b = ["E:min", "A:7", "F:maj", "G:7"]
    var rehearsal = try Rehearsal(Styles.load("rock"), song: loop(a + a + b + a))
    rehearsal.play(until: 196)
    for bar in 32..<48 {
      let sound = try #require(rehearsal.bass(at: Double(bar * 4) + 0.06), "bar \(bar)")
      #expect(abs(sound.start - Double(bar * 4)) < 0.05, "bar \(bar)")
      #expect(PitchClass(Int(sound.key)) == rehearsal.song(bar * 4)?.root, "bar \(bar)")
    }
  }

  /// Eight bars, each with a chord of its own.
  private let long = loop([
    "C:maj", "A:min", "D:min", "G:7", "E:min", "F:maj", "Bb:maj", "G:7",
  ])

  @Test func `a bar too long, or a clock that has lost two beats, does not make the tune unknown`()
    throws
  {
    // In the third round all comes two beats later.
    var rehearsal = try Rehearsal(Styles.load("rock")) { [long] beat in
      beat < 64 ? long(beat) : long(max(63, beat - 2))
    }
    rehearsal.downbeatShift = { $0 < 66 ? 0 : 2 }
    rehearsal.play(until: 100)
    for beat in stride(from: 78, to: 98, by: 4) {
      let sound = try #require(rehearsal.bass(at: Double(beat) + 0.06), "beat \(beat)")
      #expect(abs(sound.start - Double(beat)) < 0.05, "beat \(beat)")
      #expect(PitchClass(Int(sound.key)) == rehearsal.song(beat)?.root, "beat \(beat)")
    }
  }

  /// A clock that first counts so many beats to each chord, and from the third round on others: 3 for 2 is a
  /// waltz that was felt in two.
  @Test(arguments: [(2, 3, 1.5), (4, 8, 2), (4, 2, 0.5), (6, 4, 2.0 / 3)])
  func `a tune whose beats turn out to be counted wrongly is still known`(
    wrong: Int, right: Int, ratio: Double
  ) throws {
    let start = 16 * wrong
    var rehearsal = try Rehearsal(Styles.load("rock")) { [long] beat in
      beat < start ? long(4 * (max(0, beat) / wrong)) : long(4 * ((beat - start) / right))
    }
    rehearsal.tempo = 92
    rehearsal.beatsPerBar = max(2, wrong)
    rehearsal.play(until: Double(start) + 0.2)
    rehearsal.tempo *= ratio
    rehearsal.beatsPerBar = max(2, right)
    rehearsal.downbeatShift = { _ in start }
    rehearsal.play(until: Double(start + 8 * right))
    for chord in 3..<8 {
      let beat = start + chord * right
      let sound = try #require(rehearsal.bass(at: Double(beat) + 0.06), "chord \(chord)")
      #expect(abs(sound.start - Double(beat)) < 0.05, "chord \(chord)")
      #expect(PitchClass(Int(sound.key)) == rehearsal.song(beat)?.root, "chord \(chord)")
    }
  }

  @Test func `a tune with half a bar in it is known in the second round`() throws {
    var rehearsal = try Rehearsal(Styles.load("rock")) { [long] in $0 < 0 ? nil : long($0 % 30) }
    rehearsal.downbeatShift = { $0 / 30 * 30 % 4 }
    rehearsal.play(until: 62)
    for beat in stride(from: 46, to: 60, by: 4) {
      let sound = try #require(rehearsal.bass(at: Double(beat) + 0.06), "beat \(beat)")
      #expect(abs(sound.start - Double(beat)) < 0.05, "beat \(beat)")
      #expect(PitchClass(Int(sound.key)) == rehearsal.song(beat)?.root, "beat \(beat)")
    }
  }

  @Test(arguments: Styles.names)
  func `a wrong guess is moved to the chord that the ear tells`(style: String) throws {
    let departure = try #require(chord("Ab:maj"))
    let song = { (beat: Int) in beat >= 48 && beat < 52 ? departure : self.song(beat) }
    var rehearsal = try Rehearsal(Styles.load(style), song: song)
    rehearsal.play(until: 54)
    let guess = try #require(rehearsal.bass(at: 48.1))
    let answer = try #require(rehearsal.bass(at: 48.45))
    #expect(PitchClass(Int(guess.key)).name == "C")
    #expect(PitchClass(Int(answer.key)).name == "Ab")
    let isMoved = rehearsal.actions.contains(.move(.bass, from: guess.key, to: answer.key))
    #expect(isMoved)
    for beat in stride(from: 48.5, to: 51.4, by: 0.1) {
      let keys = rehearsal.comping(at: beat).map { PitchClass($0) }
      #expect(keys.allSatisfy { departure.contains($0) || $0.name == "Bb" }, "\(beat) \(keys)")
    }
    #expect(rehearsal.stage.faults == [])
  }

  @Test func `a foretold chord that does not come is given up`() throws {
    let stay = self.song
    let song = { (beat: Int) in beat >= 44 ? stay(44) : stay(beat) }
    var rehearsal = try Rehearsal(Styles.load("rock"), song: song)
    rehearsal.play(until: 54)
    #expect(rehearsal.bass(at: 48.3).map { PitchClass(Int($0.key)).name } == "C")
    #expect(rehearsal.bass(at: 49.6).map { PitchClass(Int($0.key)).name } == "F")
  }

  @Test func `with an ear that errs and stumbles, the first beats of bars are mostly right`() throws
  {
    let labels = ["G:maj", "E:min", "C:maj7", "D:7", "B:min7", "E:7", "A:min", "D:7"]
    var rehearsal = try Rehearsal(Styles.load("rock"), song: loop(labels))
    rehearsal.tempo = 116
    rehearsal.latency = 0.2
    var dice = Dice(seed: 4)
    for beat in 0..<96 where dice.chance(0.05) {
      let time = Double(beat) + 0.6
      rehearsal.hearings += [
        .init(time: time, chord: dice.chord(), beat: Double(beat) + 0.1),
        .init(time: time + 0.5, chord: rehearsal.song(beat), beat: Double(beat) + 0.2),
      ]
    }
    rehearsal.composer.countedIn(at: 0)
    rehearsal.play(until: 96)
    let right = (0..<24).filter { bar in
      let first = rehearsal.stage.sounds.first {
        $0.part == .bass && $0.start > Double(bar * 4) - 0.06
      }
      return first.map { rehearsal.song(bar * 4)?.contains(PitchClass(Int($0.key))) ?? false }
        ?? false
    }
    #expect(right.count >= 22)
  }
}
