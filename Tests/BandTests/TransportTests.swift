import Band
import Music
import TestSupport
import Testing

@Suite struct TransportTests {
  private let song = loop(["C:maj", "G:maj", "A:min", "F:maj"])

  private func rehearsal(_ style: String) throws -> Rehearsal {
    try Rehearsal(Styles.load(style), song: song)
  }

  @Test func `the band waits until the player has played, then counts in for a bar`() throws {
    var rehearsal = try rehearsal("rock")
    rehearsal.play(until: 2.9)
    #expect(rehearsal.composer.state == .waiting)
    rehearsal.play(until: 13)
    let clicks = rehearsal.stage.sounds.filter { $0.key == 37 }.map(\.start)
    #expect(clicks == [4, 5, 6, 7])
    #expect(rehearsal.composer.state == .playing)
    #expect(rehearsal.stage.sounds.allSatisfy { $0.key == 37 || $0.start > 7.9 })
  }

  @Test func `where two beats are left in the bar, they are all that is counted in`() throws {
    let song = song
    var rehearsal = try Rehearsal(Styles.load("rock"), song: { $0 < 2 ? nil : song($0) })
    rehearsal.strikes = { $0 >= 2 }
    rehearsal.strokesPerBeat = 2
    rehearsal.play(until: 12)
    let clicks = rehearsal.stage.sounds.filter { $0.key == 37 }.map(\.start)
    #expect(clicks == [5, 6, 7] || clicks == [6, 7])
    #expect(rehearsal.stage.sounds.allSatisfy { $0.key == 37 || $0.start > 7.9 })
  }

  @Test func `a player of one chord a bar is joined with the fourth, and followed to his end`()
    throws
  {
    var rehearsal = try rehearsal("ballad")
    rehearsal.strikes = { $0 % 4 == 0 && $0 <= 64 }
    rehearsal.play(until: 20)
    #expect(rehearsal.composer.state == .playing)
    let first = rehearsal.stage.sounds.filter { $0.key != 37 }.map(\.start).min() ?? 0
    #expect(first > 11.9 && first < 12.1)
    rehearsal.play(until: 64)
    #expect(rehearsal.composer.state == .playing)
    rehearsal.play(until: 80)
    #expect(rehearsal.composer.state == .waiting)
  }

  @Test func `where it is to play on, it does while the player rests, and knows the tune`() throws {
    var rehearsal = try rehearsal("rock")
    rehearsal.strikes = { $0 < 48 }
    rehearsal.play(until: 47)
    rehearsal.composer.playsOn = true
    rehearsal.play(until: 80)
    #expect(rehearsal.composer.state == .playing)
    for beat in stride(from: 50, to: 79, by: 2) {
      #expect(
        rehearsal.bass(at: Double(beat) + 0.2).map { PitchClass(Int($0.key)) } == song(beat)?.root)
    }
    rehearsal.composer.playsOn = false
    rehearsal.play(until: 84)
    #expect(rehearsal.composer.state == .playing)
    rehearsal.play(until: 100)
    #expect(rehearsal.composer.state == .waiting)
  }

  @Test func `three knocks on the beat start no band without a chord`() throws {
    var rehearsal = try rehearsal("rock")
    rehearsal.strikes = { $0 % 4 == 0 }
    rehearsal.hears = { _ in false }
    rehearsal.play(until: 64)
    #expect(rehearsal.actions.isEmpty)
  }

  @Test(arguments: 1...20)
  func `noise that comes now and then starts no band, even over a chord that hums`(seed: Int) throws
  {
    var dice = Dice(seed: UInt64(seed))
    var composer = try Composer(style: Styles.load("rock"), seed: 1)
    composer.hear(downbeat: 0, beatsPerBar: 4)
    composer.hear(chord("E:maj"), at: 0, isSettled: false)
    var next = 0.0
    var actions = 0
    for time in stride(from: 0, to: 200, by: 0.1) {
      if time >= next {
        composer.hear(onset: 0.3, at: next)
        next += Double.random(in: 2.7..<8, using: &dice)
      }
      composer.advance(to: time, tempo: 110) { _ in actions += 1 }
    }
    #expect(actions == 0)
  }

  /// The first of the beats, of 64 with a stroke on each, at which the band plays to a clock as sure as `confidence`
  /// says; chords are heard for `share` of every four beats.
  private func entry(confidence: Double, share: Double) throws -> Double? {
    var composer = try Composer(style: Styles.load("rock"), seed: 1)
    composer.hear(downbeat: 0, beatsPerBar: 4)
    for step in 0..<640 {
      let beat = Double(step) / 10
      let place = beat.truncatingRemainder(dividingBy: 4)
      if step % 10 == 0 { composer.hear(onset: 0.3, at: beat) }
      if place == 0, share > 0 { composer.hear(chord("E:maj"), at: beat, isSettled: false) }
      if place > 4 * share, share < 1 { composer.hear(nil, at: beat, isSettled: false) }
      composer.advance(to: beat, tempo: 110, confidence: confidence) { _ in }
      if composer.state == .playing { return beat }
    }
    return nil
  }

  @Test func `talk starts no band, also where a chord is heard in it now and then`() throws {
    #expect(try entry(confidence: 0.75, share: 0) == nil)
    #expect(try entry(confidence: 0.75, share: 0.2) == nil)
  }

  @Test func `chords start a band, however unsure the beat is, and so does a beat that is sure`()
    throws
  {
    let withChords = try #require(try entry(confidence: 0.3, share: 1))
    #expect(withChords <= 8)
    let withoutChords = try #require(try entry(confidence: 0.95, share: 0))
    #expect(withChords < withoutChords && withoutChords <= 16)
  }

  @Test func `nothing is played where nobody plays`() throws {
    var rehearsal = try rehearsal("rock")
    rehearsal.strikes = { _ in false }
    rehearsal.play(until: 64)
    #expect(rehearsal.actions.isEmpty)
  }

  @Test func `a player who counts in himself is joined on the beat he counted to`() throws {
    var rehearsal = try rehearsal("rock")
    rehearsal.play(until: -0.3)
    rehearsal.composer.countedIn(at: 0)
    #expect(rehearsal.composer.state == .countingIn)
    rehearsal.play(until: 6)
    let first = rehearsal.stage.sounds.map(\.start).min()
    #expect(abs((first ?? 9) - 0) < 0.02)
    #expect(rehearsal.stage.sounds.allSatisfy { $0.key != 37 })
    #expect(rehearsal.bass(at: 0.5) != nil)
  }

  /// In seven, with a beat for each eighth, the band waits for longer.
  @Test(arguments: Styles.names.filter { $0 != "balkan" })
  func `the band ends soon after the player, on a last chord`(style: String) throws {
    var rehearsal = try rehearsal(style)
    rehearsal.strikes = { $0 <= 32 }
    rehearsal.play(until: 37.9)
    #expect(rehearsal.composer.state == .playing)
    rehearsal.play(until: 41)
    #expect(rehearsal.composer.state == .ending)
    let last = rehearsal.stage.sounds.filter { $0.part == .drums }.map(\.start).max()
    #expect(last == 40)
    #expect(rehearsal.stage.sounds.contains { $0.key == 49 && $0.start == 40 })
    rehearsal.play(until: 46)
    #expect(rehearsal.composer.state == .waiting)
    #expect(rehearsal.stage.isSilent)
    #expect(rehearsal.stage.sounds.contains { $0.part == .bass && $0.start == 40 && $0.end > 43 })
  }

  @Test func `chords that are held come to the last one, too`() throws {
    var rehearsal = try rehearsal("rock")
    rehearsal.composer.choose(section: 1)
    rehearsal.strikes = { $0 <= 32 }
    rehearsal.play(until: 46)
    #expect(rehearsal.stage.sounds.contains { $0.part == .pad && $0.start == 40 && $0.end > 43 })
    #expect(rehearsal.stage.faults == [])
  }

  @Test func `a player who comes back before the last chord is followed on`() throws {
    var rehearsal = try rehearsal("rock")
    rehearsal.strikes = { $0 <= 32 || $0 >= 39 }
    rehearsal.play(until: 60)
    #expect(rehearsal.composer.state == .playing)
    #expect(rehearsal.stage.faults == [])
    let kicks = rehearsal.stage.sounds.filter { $0.key == 36 }.map(\.start)
    #expect(kicks.contains { abs($0 - 44) < 0.03 } && kicks.contains { abs($0 - 40) < 0.03 })
  }

  @Test func `after an ending the band enters again with the player`() throws {
    var rehearsal = try rehearsal("rock")
    rehearsal.strikes = { $0 <= 32 || $0 >= 64 }
    rehearsal.play(until: 90)
    #expect(rehearsal.composer.state == .playing)
    #expect(rehearsal.stage.faults == [])
  }

  @Test func `the start button counts in, and the band plays on without a player`() throws {
    var rehearsal = try rehearsal("rock")
    rehearsal.strikes = { _ in false }
    rehearsal.play(until: 3.5)
    rehearsal.composer.start(at: 3.5, beatsPerBar: 4)
    rehearsal.play(until: 40)
    let clicks = rehearsal.stage.sounds.filter { $0.key == 37 }.map(\.start)
    #expect(clicks == [4, 5, 6, 7])
    #expect(rehearsal.composer.state == .playing)
  }

  @Test func `where bars are known the start button waits for one to begin`() throws {
    var rehearsal = try rehearsal("rock")
    rehearsal.strikes = { _ in false }
    rehearsal.play(until: 4.5)
    rehearsal.composer.start(at: 4.5, beatsPerBar: 4)
    rehearsal.play(until: 30)
    let drums = rehearsal.stage.sounds.filter { $0.part == .drums }
    #expect(drums.filter { $0.key == 37 }.map(\.start) == [8, 9, 10, 11])
    #expect(drums.filter { $0.key != 37 }.map(\.start).min().map { abs($0 - 12) < 0.03 } == true)
  }

  @Test func `the stop button leads through the ending to a last chord, against the player`() throws
  {
    var rehearsal = try rehearsal("rock")
    rehearsal.play(until: 33.2)
    rehearsal.composer.stop()
    rehearsal.play(until: 39.9)
    #expect(rehearsal.composer.state == .playing)
    rehearsal.play(until: 60)
    #expect(rehearsal.composer.state == .waiting)
    #expect(rehearsal.stage.isSilent)
    #expect(rehearsal.stage.sounds.filter { $0.part == .drums }.map(\.start).max() == 40)
    // Rock's ending strikes the bass drum on every beat.
    let kicks = rehearsal.stage.sounds.filter { $0.key == 36 && $0.start > 35.9 }.map(\.start)
    #expect((36...39).allSatisfy { beat in kicks.contains { abs($0 - Double(beat)) < 0.03 } })
  }

  @Test func `the start button takes back a stop while the ending is played`() throws {
    var rehearsal = try rehearsal("rock")
    rehearsal.play(until: 33.2)
    rehearsal.composer.stop()
    rehearsal.play(until: 37.2)
    rehearsal.composer.start(at: 37.2, beatsPerBar: 4)
    rehearsal.play(until: 60)
    #expect(rehearsal.composer.state == .playing)
    #expect(rehearsal.composer.section == .main(0))
    #expect(rehearsal.stage.faults == [])
    let kicks = rehearsal.stage.sounds.filter { $0.key == 36 }.map(\.start)
    #expect(kicks.contains { abs($0 - 44) < 0.03 })
  }

  @Test func `a tune that is counted in begins anew, whatever the one before had come to`() throws {
    var rehearsal = try rehearsal("rock")
    rehearsal.play(until: 17)
    rehearsal.composer.askForBreak()
    rehearsal.composer.askForEnding()
    rehearsal.play(until: 34)
    #expect(rehearsal.composer.state == .waiting)
    rehearsal.composer.countedIn(at: 36)
    rehearsal.play(until: 41)
    #expect(rehearsal.composer.section == .main(0))
    #expect(rehearsal.composer.next == nil)
  }

  @Test func `where a clock begins the band plays on by itself until the player has begun`() throws
  {
    var rehearsal = try rehearsal("rock")
    rehearsal.strikes = { $0 >= 40 && $0 < 56 }
    rehearsal.play(until: 3.9)
    rehearsal.composer.countedIn(at: 4, isAlone: true)
    rehearsal.play(until: 39)
    #expect(rehearsal.composer.state == .playing)
    rehearsal.play(until: 80)
    #expect(rehearsal.composer.state == .waiting)
  }

  @Test func `the stop button takes back a count-in`() throws {
    var rehearsal = try rehearsal("rock")
    rehearsal.play(until: 5.5)
    #expect(rehearsal.composer.state == .countingIn)
    rehearsal.composer.stop()
    rehearsal.play(until: 12)
    #expect(rehearsal.stage.isSilent)
    #expect(rehearsal.stage.sounds.allSatisfy { $0.start < 5.6 })
  }

  @Test(.timeLimit(.minutes(1)))
  func `a cue before time has begun is followed, whatever metre is told then`() throws {
    var composer = try Composer(style: Styles.load("rock"), seed: 1)
    composer.countedIn(at: 0, isAlone: true)
    composer.hear(downbeat: 0, beatsPerBar: 3)
    var starts: [Double] = []
    for tick in 0..<72 {
      composer.advance(to: Double(tick) / 24, tempo: 120) { action in
        if case .play(let note) = action, note.part == .drums { starts.append(note.beat) }
      }
    }
    #expect(starts.contains { abs($0) < 0.1 } && starts.allSatisfy { $0 > -0.1 })
  }
}
