import Band
import Music
import TestSupport
import Testing

@Suite struct CleanlinessTests {
  @Test(arguments: Styles.names, [3, 4, 5])
  func `no note hangs or is struck while it sounds, whatever the ear says`(
    style: String, beatsPerBar: Int
  ) throws {
    for seed in 0..<3 {
      var rehearsal = try nervousRehearsal(style, beatsPerBar, seed: UInt64(seed))
      rehearsal.play(until: 100)
      #expect(rehearsal.stage.faults == [], "seed \(seed)")
      #expect(rehearsal.stage.isSilent, "seed \(seed)")
      #expect(rehearsal.stage.sounds.count > 200, "seed \(seed)")
    }
  }

  @Test(arguments: Styles.names)
  func `bass and comping stay in their range`(style: String) throws {
    let style = try Styles.load(style)
    var rehearsal = Rehearsal(style, song: loop(["E:7", "Eb:maj7", "F#:min7", "D:hdim7"]))
    rehearsal.play(until: 80)
    for sound in rehearsal.stage.sounds {
      switch sound.part {
      case .bass: #expect((28...55).contains(sound.key))
      case .comping: #expect(style.voicing.range.contains(Int(sound.key)))
      case .pad: #expect(style.padVoicing.range.contains(Int(sound.key)))
      case .arpeggio: #expect((52...88).contains(sound.key))
      case .drums: #expect((35...82).contains(sound.key))
      case .lead: Issue.record("the composer plays no lead")
      }
    }
  }

  @Test func `a jump of the clock ends what sounds`() throws {
    var composer = try Composer(style: Styles.load("bossa"), seed: 1)
    var stage = Stage()
    composer.hear(downbeat: 0, beatsPerBar: 4)
    composer.countedIn(at: 0)
    composer.advance(to: 0, tempo: 120) { stage.perform($0, at: 0) }
    composer.hear(chord("C:maj"), at: 0, isSettled: false)
    for time in stride(from: 0.1, to: 6.2, by: 0.1) {
      composer.advance(to: time, tempo: 120) { stage.perform($0, at: time) }
      stage.advance(to: time)
    }
    #expect(!stage.isSilent)
    composer.advance(to: 2, tempo: 120) { stage.perform($0, at: 6.2) }
    stage.advance(to: 6.3)
    #expect(stage.isSilent)
  }

  @Test(arguments: Styles.names, 1...4)
  func `whatever buttons are pressed and wherever the bars go, every note ends`(
    style: String, seed: Int
  ) throws {
    var dice = Dice(seed: UInt64(seed))
    var rehearsal = try Rehearsal(Styles.load(style), song: loop(["C:maj7", "A:7", "D:min"]))
    rehearsal.step = 0.05
    rehearsal.strikes = { beat in beat % 50 < 30 }
    for _ in 0..<60 {
      rehearsal.play(until: rehearsal.now + Double.random(in: 0.1..<5, using: &dice))
      let now = rehearsal.now
      switch Int.random(in: 0..<11, using: &dice) {
      case 0: rehearsal.composer.stop()
      case 1, 2: rehearsal.composer.start(at: now, beatsPerBar: 4)
      case 3: rehearsal.composer.countedIn(at: (now + 0.5).rounded(.up))
      case 4: rehearsal.composer.countedIn(at: now - 0.2)
      case 5: rehearsal.composer.hear(downbeat: now.rounded(.up), beatsPerBar: 3)
      case 6: rehearsal.composer.hear(downbeat: now.rounded(.up) + 1, beatsPerBar: 4)
      case 7: rehearsal.composer.askForFill()
      case 8: rehearsal.composer.askForEnding()
      case 9:
        let other = Styles.names.randomElement(using: &dice) ?? style
        try rehearsal.composer.change(to: Styles.load(other))
      default: rehearsal.composer.hear(dice.chord(), at: now - 1, isSettled: true)
      }
    }
    rehearsal.strikes = { _ in false }
    rehearsal.composer.stop()
    rehearsal.play(until: rehearsal.now + 40)
    #expect(rehearsal.stage.faults == [])
    #expect(rehearsal.stage.isSilent)
    #expect(rehearsal.composer.state == .waiting)
    #expect(rehearsal.stage.sounds.count > 200)
  }

  /// A player with a random tune that comes round, who stops at last, and an ear that lies.
  private func nervousRehearsal(_ style: String, _ beatsPerBar: Int, seed: UInt64) throws
    -> Rehearsal
  {
    var dice = Dice(seed: seed)
    let chords = (0..<24).map { _ in dice.chord() }
    let tune = (0..<96).map { chords[$0 / (seed % 2 == 0 ? beatsPerBar : 2) % 12] }
    var rehearsal = try Rehearsal(Styles.load(style), seed: seed) { beat in
      tune.indices.contains(beat) ? tune[beat] : nil
    }
    rehearsal.beatsPerBar = beatsPerBar
    rehearsal.step = 0.05
    rehearsal.tempo = [70, 120, 170, 240][Int(seed)]
    rehearsal.strikes = { $0 < 80 }
    for beat in 0..<88 where dice.chance(0.3) {
      let time = Double(beat) + Double.random(in: 0..<1, using: &dice)
      let chord = dice.chance(0.1) ? nil : dice.chord()
      rehearsal.hearings.append(.init(time: time, chord: chord, beat: time - 0.3))
    }
    return rehearsal
  }
}
