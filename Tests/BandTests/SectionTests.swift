import Band
import Chart
import Music
import Testing

@Suite struct SectionTests {
  @Test func `a section that is chosen begins at the next bar, and its drums join the groove's`()
    throws
  {
    var rehearsal = try Rehearsal.ofSections(until: 17)
    rehearsal.composer.choose(section: 1)
    #expect(rehearsal.composer.next?.change == .section(.main(1)))
    #expect(abs((rehearsal.composer.next?.beats ?? 0) - 3) < 0.1)
    rehearsal.play(until: 30)
    #expect(try rehearsal.bars(of: "cowbell") == [20, 24, 28])
    #expect(try rehearsal.bars(of: "kick").contains(24))
    #expect(rehearsal.stage.sounds.contains { $0.part == .pad && $0.start > 19.9 })
    #expect(!rehearsal.stage.sounds.contains { $0.part == .pad && $0.start < 19.8 })
    #expect(rehearsal.composer.section == .main(1))
    #expect(rehearsal.composer.next == nil)
  }

  @Test func `a choice late in the bar, when the next is composed already, still takes effect`()
    throws
  {
    var rehearsal = try Rehearsal.ofSections(until: 19.5)
    rehearsal.composer.choose(section: 2)
    rehearsal.play(until: 26)
    #expect(try rehearsal.bars(of: "claves") == [20, 24])
    #expect(rehearsal.stage.faults == [])
    #expect(rehearsal.stage.sounds.contains { $0.part == .arpeggio })
  }

  @Test func `phrases are the player's, not counted from where the band comes in`() throws {
    let text = Rehearsal.sections.replacing("phrase: 64", with: "phrase: 4")
    var rehearsal = try Rehearsal(
      StyleFile.parse(text, name: "test.yaml"), song: loop(["C:maj", "F:maj"]))
    rehearsal.play(until: 60)
    // The band comes in with the third bar, and lands on the ninth.
    #expect(rehearsal.stage.sounds.filter { $0.part == .bass }.map(\.start).min() ?? 0 > 7)
    #expect(try rehearsal.bars(of: "crash") == [16, 32, 48])
  }

  @Test func `a fill is played once, and landed`() throws {
    var rehearsal = try Rehearsal.ofSections(until: 17)
    rehearsal.composer.askForFill()
    rehearsal.play(until: 30)
    #expect(try rehearsal.bars(of: "snare") == [20])
    #expect(try rehearsal.bars(of: "crash") == [24])
  }

  @Test func `what is asked for twice is taken back`() throws {
    var rehearsal = try Rehearsal.ofSections(until: 17)
    rehearsal.composer.askForFill()
    rehearsal.composer.askForFill()
    rehearsal.play(until: 30)
    #expect(try rehearsal.bars(of: "snare").isEmpty)
  }

  @Test func `a break is one bar in which only its own drums and a short bass play`() throws {
    var rehearsal = try Rehearsal.ofSections(until: 17)
    rehearsal.composer.askForBreak()
    rehearsal.play(until: 30)
    #expect(try rehearsal.bars(of: "clap") == [20])
    #expect(try !rehearsal.bars(of: "kick").contains(20))
    #expect(
      !rehearsal.stage.sounds.contains { $0.part == .bass && $0.start < 23.8 && $0.end > 21.5 })
  }

  @Test func `the ending is played when asked for, then the last chord, against the player`() throws
  {
    var rehearsal = try Rehearsal.ofSections(until: 17)
    rehearsal.composer.askForEnding()
    rehearsal.play(until: 40)
    #expect(try rehearsal.bars(of: "splash") == [20])
    #expect(rehearsal.stage.sounds.filter { $0.part == .drums }.map(\.start).max() == 24)
    #expect(rehearsal.composer.state == .waiting)
    #expect(rehearsal.stage.isSilent)
  }

  @Test func `the last chord is the one that comes in the tune, where that is known`() throws {
    let style = try StyleFile.parse(Rehearsal.sections, name: "test.yaml")
    let song = loop(["C:maj", "F:maj"])
    var rehearsal = Rehearsal(style, song: song)
    rehearsal.composer.source = ChartFollower(Songbook.chart(["C:maj", "F:maj"]))
    rehearsal.play(until: 41)
    rehearsal.composer.askForEnding()
    rehearsal.play(until: 60)
    let last = rehearsal.stage.sounds.filter { $0.part != .drums && $0.start > 47.5 }
    #expect(last.count > 3 && last.allSatisfy { $0.start < 48.1 })
    #expect(last.allSatisfy { song(48)?.contains(PitchClass(Int($0.key))) == true })
  }

  @Test(arguments: ["rock", "pop", "funk", "ballad", "swing"])
  func `the last chord is as loud as what leads to it`(style: String) throws {
    var rehearsal = try Rehearsal(Styles.load(style), song: loop(["C:maj", "F:maj"]))
    rehearsal.play(until: 17)
    rehearsal.composer.askForEnding()
    rehearsal.play(until: 40)
    for part in [Part.bass, .comping, .drums] {
      let sounds = rehearsal.stage.sounds.filter { $0.part == part }
      let before = sounds.filter { $0.start > 19.8 && $0.start < 23.8 }.map { Int($0.velocity) }
        .max()
      let last = sounds.filter { $0.start > 23.8 }.map { Int($0.velocity) }.max()
      #expect(try #require(last) > #require(before) - 14, "\(part)")
    }
  }

  @Test func `the drums land where a section lifts the tune, and where it begins after an intro`()
    throws
  {
    var rehearsal = try Rehearsal.ofSections()
    rehearsal.strikes = { _ in false }
    rehearsal.play(until: 3.5)
    rehearsal.composer.start(at: 3.5, beatsPerBar: 4)
    rehearsal.play(until: 21)
    rehearsal.composer.choose(section: 2)
    rehearsal.play(until: 33)
    rehearsal.composer.choose(section: 0)
    rehearsal.play(until: 41)
    #expect(try rehearsal.bars(of: "triangle") == [8, 12])
    #expect(try rehearsal.bars(of: "claves") == [24, 28, 32])
    #expect(try rehearsal.bars(of: "crash") == [16, 24])
  }

  @Test func `a band that is started by hand plays the intro first`() throws {
    var rehearsal = try Rehearsal.ofSections()
    rehearsal.strikes = { _ in false }
    rehearsal.play(until: 3.5)
    rehearsal.composer.start(at: 3.5, beatsPerBar: 4)
    rehearsal.play(until: 20)
    #expect(try rehearsal.bars(of: "triangle") == [8, 12])
    #expect(try rehearsal.bars(of: "kick") == [16])
  }

  @Test func `the intro is played from its first bar on when asked for, and once more within it`()
    throws
  {
    var rehearsal = try Rehearsal.ofSections(until: 17)
    rehearsal.composer.askForIntro()
    #expect(rehearsal.composer.next?.change == .section(.intro))
    rehearsal.play(until: 25)
    #expect(try rehearsal.bars(of: "triangle") == [20, 24])
    rehearsal.composer.askForIntro()
    rehearsal.play(until: 45)
    #expect(try rehearsal.bars(of: "triangle") == [20, 24, 28, 32])
    #expect(try !rehearsal.bars(of: "kick").contains { (20..<36).contains($0) })
    #expect(try rehearsal.bars(of: "kick").contains(36))
    #expect(rehearsal.composer.state == .playing)
  }

  @Test func `who asks for an intro that the style does not have hears none`() throws {
    var rehearsal = try Rehearsal.ofSections(until: 17)
    try rehearsal.composer.change(to: StyleFile.parse(withoutIntro, name: "test.yaml"))
    rehearsal.play(until: 21)
    rehearsal.composer.askForIntro()
    #expect(rehearsal.composer.next == nil)
    rehearsal.play(until: 34)
    #expect(try rehearsal.bars(of: "kick").contains(24) && rehearsal.bars(of: "kick").contains(28))
  }

  private var withoutIntro: String {
    let parts = Rehearsal.sections.split(separator: "    intro:", maxSplits: 1)
    let rest = parts[1].split(separator: "    break:", maxSplits: 1)
    return parts[0] + "    break:" + rest[1]
  }

  @Test func `another style comes in at the bar line, and the tune goes on`() throws {
    var rehearsal = try Rehearsal.ofSections(until: 17)
    try rehearsal.composer.change(to: Styles.load("samba"))
    #expect(rehearsal.composer.next?.change == .style)
    rehearsal.play(until: 30)
    let shaker = try #require(GeneralMIDI.drums["shaker"])
    let first = rehearsal.stage.sounds.filter { $0.key == shaker }.map(\.start).min()
    #expect(abs((first ?? 0) - 20) < 0.05)
    #expect(rehearsal.stage.faults == [])
    #expect(rehearsal.composer.state == .playing)
  }

  @Test func `a chord that is held stays, whatever is played`() throws {
    var rehearsal = try Rehearsal.ofSections(until: 17)
    rehearsal.composer.holdChord(true)
    rehearsal.play(until: 30)
    let roots = rehearsal.stage.sounds.filter { $0.part == .bass && $0.start > 19 }
    #expect(!roots.isEmpty && roots.allSatisfy { [0, 7].contains($0.key % 12) })
  }

  @Test func `a chord that is held before one was heard is the first that is`() throws {
    var rehearsal = try Rehearsal.ofSections()
    rehearsal.composer.holdChord(true)
    rehearsal.play(until: 30)
    let bass = rehearsal.stage.sounds.filter { $0.part == .bass }
    #expect(!bass.isEmpty && bass.allSatisfy { [0, 7].contains($0.key % 12) })
  }

  @Test func `an ending asked for after a fill or a section still has its bars`() throws {
    var rehearsal = try Rehearsal.ofSections(until: 17)
    rehearsal.composer.choose(section: 1)
    rehearsal.composer.askForFill()
    rehearsal.composer.askForEnding()
    #expect(rehearsal.composer.next?.change == .ending)
    rehearsal.play(until: 40)
    #expect(try rehearsal.bars(of: "splash") == [20])
    #expect(rehearsal.stage.sounds.filter { $0.part == .drums }.map(\.start).max() == 24)
  }

  @Test func `an ending is played to its end, whatever else is asked for meanwhile`() throws {
    let text = Rehearsal.sections.replacing(
      "splash: x... .... .... ....", with: "splash: [x... .... .... ...., x... .... .... ....]")
    var rehearsal = try Rehearsal(
      StyleFile.parse(text, name: "test.yaml"), song: loop(["C:maj", "F:maj"]))
    rehearsal.play(until: 17)
    rehearsal.composer.askForEnding()
    rehearsal.play(until: 21)
    rehearsal.composer.askForFill()
    rehearsal.composer.choose(section: 2)
    rehearsal.play(until: 40)
    #expect(try rehearsal.bars(of: "splash") == [20, 24])
    #expect(try rehearsal.bars(of: "snare").isEmpty)
    #expect(rehearsal.stage.sounds.filter { $0.part == .drums }.map(\.start).max() == 28)
  }

  @Test func `where a style has no ending, a fill asked for before leads to the last chord, too`()
    throws
  {
    let end = try #require(Rehearsal.sections.firstRange(of: "    ending:"))
    var rehearsal = try Rehearsal(
      StyleFile.parse(String(Rehearsal.sections[..<end.lowerBound]), name: "test.yaml"),
      song: loop(["C:maj", "F:maj"]))
    rehearsal.play(until: 17)
    rehearsal.composer.askForFill()
    rehearsal.composer.askForEnding()
    rehearsal.play(until: 40)
    #expect(try rehearsal.bars(of: "snare") == [20])
    #expect(rehearsal.composer.state == .waiting)
  }

  /// Each asks for something else before the bar line, when the bar after it is composed already.
  @Test(arguments: ["intensity", "section", "style", "chart"])
  func `what was asked for comes, though something else is asked for in the last beat`(
    other: String
  ) throws {
    var rehearsal = try Rehearsal.ofSections(until: 17)
    rehearsal.composer.askForBreak()
    rehearsal.play(until: 19.2)
    switch other {
    case "intensity": rehearsal.composer.set(intensity: 1)
    case "section": rehearsal.composer.choose(section: 1)
    case "style":
      try rehearsal.composer.change(to: StyleFile.parse(Rehearsal.sections, name: "test.yaml"))
    default: rehearsal.composer.go(toNextOf: [0])
    }
    rehearsal.play(until: 30)
    #expect(try rehearsal.bars(of: "clap") == [20])
  }

  @Test func `of sections asked for one after the other only the last is announced`() throws {
    var rehearsal = try Rehearsal.ofSections(until: 17)
    rehearsal.composer.choose(section: 1)
    rehearsal.play(until: 19.2)
    rehearsal.composer.choose(section: 2)
    #expect(rehearsal.composer.next?.change == .section(.main(2)))
    rehearsal.play(until: 20.5)
    #expect(rehearsal.composer.next == nil)
    #expect(rehearsal.composer.section == .main(2))
  }

  @Test func `a section that is asked for after a fill begins with the bar after it`() throws {
    var rehearsal = try Rehearsal.ofSections(until: 17)
    rehearsal.composer.askForFill()
    rehearsal.composer.choose(section: 1)
    rehearsal.play(until: 22)
    #expect(rehearsal.composer.section == .main(0))
    rehearsal.play(until: 30)
    #expect(rehearsal.composer.section == .main(1))
    #expect(try rehearsal.bars(of: "snare") == [20])
    #expect(try rehearsal.bars(of: "crash") == [24])
    #expect(rehearsal.stage.sounds.filter { $0.part == .pad }.allSatisfy { $0.start > 23.5 })
  }

  @Test func `each of two wishes is counted down to the bar line with which it comes`() throws {
    var rehearsal = try Rehearsal.ofSections(until: 17)
    rehearsal.composer.askForFill()
    rehearsal.composer.askForBreak()
    for beat in stride(from: 17.25, through: 25, by: 0.5) {
      rehearsal.play(until: beat)
      let next = rehearsal.composer.next
      let expected: (Composer.Next.Change, Double)? =
        beat < 20 ? (.fill, 20) : beat < 24 ? (.breakdown, 24) : nil
      #expect(next?.change == expected?.0, "at \(beat)")
      #expect(next.map { ($0.beats + beat).rounded() } == expected?.1, "at \(beat)")
    }
  }

  @Test func `what is asked for in an ending, and cannot come, is not announced`() throws {
    var rehearsal = try Rehearsal.ofSections(until: 17)
    rehearsal.composer.askForEnding()
    rehearsal.play(until: 20.5)
    rehearsal.composer.askForFill()
    #expect(rehearsal.composer.next == nil)
  }

  @Test func `what is asked for twice is taken back, also where the bar is composed already`()
    throws
  {
    var rehearsal = try Rehearsal.ofSections(until: 17)
    rehearsal.composer.askForFill()
    rehearsal.play(until: 19.2)
    rehearsal.composer.askForFill()
    rehearsal.play(until: 30)
    #expect(try rehearsal.bars(of: "snare").isEmpty)
  }

  @Test func `a fill that was played is not played once more where bars turn out to lie elsewhere`()
    throws
  {
    var rehearsal = try Rehearsal.ofSections(until: 17)
    rehearsal.composer.askForFill()
    rehearsal.play(until: 20.5)
    rehearsal.downbeatShift = { $0 > 20 ? 2 : 0 }
    rehearsal.play(until: 40)
    let strokes = rehearsal.stage.sounds.filter { $0.key == 38 }
    #expect(strokes.count <= 4 && !strokes.isEmpty)
  }

  @Test func `once it is let go, a chord that was held gives way to what the player has come to`()
    throws
  {
    var rehearsal = try Rehearsal(
      StyleFile.parse(Rehearsal.sections, name: "test.yaml"),
      song: { $0 < 20 ? chord("C:maj") : chord("A:min") })
    rehearsal.play(until: 17)
    rehearsal.composer.holdChord(true)
    rehearsal.play(until: 25)
    rehearsal.composer.holdChord(false)
    rehearsal.play(until: 36)
    #expect(rehearsal.bass(at: 24.5).map { $0.key % 12 } == 0)
    #expect(rehearsal.bass(at: 28.5).map { $0.key % 12 } == 9)
    #expect(rehearsal.stage.faults == [])
  }

  @Test
  func `a chord that is held is the one that is played, also where the ear has yet to hear it`()
    throws
  {
    var rehearsal = try Rehearsal.ofSections(until: 36.06)
    rehearsal.composer.holdChord(true)
    rehearsal.play(until: 44)
    #expect(rehearsal.bass(at: 36.05).map { $0.key % 12 } == 5)
    #expect(rehearsal.bass(at: 40.5).map { $0.key % 12 } == 5)
  }

  @Test func `nothing is announced as next where the band is silent`() throws {
    var rehearsal = try Rehearsal.ofSections(until: 17)
    rehearsal.composer.choose(section: 1)
    rehearsal.composer.startOver()
    #expect(rehearsal.composer.next == nil)
    rehearsal.composer.askForFill()
    #expect(rehearsal.composer.next == nil)
  }

  @Test func `a band that starts over keeps what it was asked for`() throws {
    var rehearsal = try Rehearsal.ofSections(until: 17)
    rehearsal.composer.choose(section: 1)
    rehearsal.composer.set(intensity: 1)
    rehearsal.composer.holdChord(true)
    try rehearsal.composer.change(to: Styles.load("samba"))
    rehearsal.composer.startOver()
    #expect(rehearsal.composer.state == .waiting)
    let restart = rehearsal.now
    rehearsal.play(until: 48)
    #expect(rehearsal.composer.section == .main(1))
    let sounds = rehearsal.stage.sounds.filter { $0.start > restart + 2 }
    let shaker = try #require(GeneralMIDI.drums["shaker"])
    #expect(sounds.contains { $0.key == shaker })
    let downbeats = sounds.filter {
      $0.part == .bass && abs($0.start.remainder(dividingBy: 4)) < 0.1
    }
    #expect(downbeats.count > 3 && Set(downbeats.map { $0.key % 12 }).count == 1)
  }
}
