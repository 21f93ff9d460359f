import Band
import Music
import Testing
import YAML

@Suite struct StyleFileTests {
  private static let head = """
    version: 1
    summary: Test
    tempo: 80 to 160

    """

  private static let groove = """
    grooves:
      - metre: 4/4
        drums:
          kick: x... x...

    """

  private func errors(in text: String) -> String {
    do {
      _ = try StyleFile.parse(text, name: "test.yaml")
      return ""
    } catch {
      return error.description
    }
  }

  @Test(arguments: Styles.names)
  func `every style of the house loads and plays all parts in all its metres`(name: String) throws {
    let style = try Styles.load(name)
    for groove in style.grooves {
      for passage in groove.variations {
        #expect(!passage.drums.isEmpty && !passage.bass.isEmpty && !passage.comping.isEmpty)
      }
      #expect(!groove.fills.isEmpty)
    }
  }

  @Test(arguments: ["bossa", "rock", "swing"])
  func `the first styles of the house have grooves in four and in three`(name: String) throws {
    let style = try Styles.load(name)
    #expect(style.grooves.contains { $0.metre == .fourFour })
    #expect(style.grooves.contains { $0.metre.beatsPerBar == 3 })
  }

  @Test(arguments: Styles.names)
  func `every style has sections, and in its own metre an intro, a break and an ending`(
    name: String
  ) throws {
    let grooves = try Styles.load(name).grooves
    #expect(grooves.allSatisfy { (2...4).contains($0.variations.count) })
    let groove = grooves[0]
    #expect(groove.fills.count > 1 && !groove.landing.isEmpty)
    #expect(groove.intro != nil && groove.breakdown != nil && groove.ending != nil)
  }

  @Test(arguments: Styles.names)
  func `held chords are no louder than struck ones`(name: String) throws {
    let song = loop(["C:maj", "A:min", "F:maj", "G:7"])
    let style = try Styles.load(name)
    let groove = style.grooves[0]
    let held = groove.variations.indices.filter { !groove.variations[$0].pad.isEmpty }
    for section in held {
      var rehearsal = Rehearsal(style, song: song)
      rehearsal.composer.choose(section: section)
      rehearsal.play(until: 48)
      let usual = { (part: Part) in
        let velocities = rehearsal.stage.sounds.filter { $0.part == part }.map(\.velocity).sorted()
        return try #require(velocities.isEmpty ? nil : velocities[velocities.count / 2])
      }
      #expect(try usual(.pad) <= usual(.comping), "section \(section)")
    }
  }

  @Test func `the error in the manual is the one that is made`() throws {
    let text = try example().replacing(
      "snare: ttTt ttTt ttTt ttTt", with: "snare: ttTt ttzt ttTt ttTt")
    let shown = errors(in: text).replacing("test.yaml", with: "train.yaml")
    for line in shown.split(separator: "\n") {
      #expect(try Styles.manual().contains("\n    \(line)\n"), "\(line)")
    }
  }

  /// The first example of the manual.
  private func example() throws -> String {
    let example = try #require(Styles.manual().split(separator: "```yaml\n").dropFirst().first)
    return try String(#require(example.split(separator: "```").first))
  }

  @Test func `the example of the manual is a style, and a band plays it`() throws {
    let style = try StyleFile.parse(example(), name: "train.yaml")
    var rehearsal = Rehearsal(style, song: loop(["C:maj", "G:7"]))
    rehearsal.play(until: 40)
    #expect(rehearsal.stage.faults == [])
    #expect(Set(rehearsal.stage.sounds.map(\.part)) == [.drums, .bass, .comping])
  }

  @Test func `the manual names every drum`() throws {
    let manual = try Styles.manual().replacing("\n", with: " ")
    for name in GeneralMIDI.drums.keys { #expect(manual.contains("`\(name)`"), "\(name)") }
  }

  @Test func `signs, rests and ties of a pattern are read`() throws {
    let text =
      Self.head + """
        grooves:
          - metre: 4/4
            drums:
              snare: "..x. |g--- |X... |...."
        """
    let pattern = try StyleFile.parse(text, name: "test.yaml").grooves[0].variations[0].drums[0]
      .bars[0]
    #expect(pattern.stepCount == 16)
    #expect(pattern.held == 2)
    #expect(pattern.steps.map(\.index) == [2, 4, 8])
    #expect(pattern.steps.map(\.length) == [2, 1, 8])
    #expect(pattern.steps.map(\.event.velocity) == [94, 40, 114])
  }

  @Test func `bass notes carry octaves, accents and chances`() throws {
    let text = Self.head + Self.groove + "    bass: 1! 5,? a w\n"
    let steps = try StyleFile.parse(text, name: "test.yaml").grooves[0].variations[0].bass[0].steps
    #expect(
      steps.map(\.event.pitch) == [
        .degree(1, octave: 0), .degree(5, octave: -1), .approach, .walk,
      ])
    #expect(steps.map(\.event.isAccented) == [true, false, false, false])
    #expect(steps.map(\.event.chance) == [1, 0.5, 1, 1])
  }

  @Test func `a bass may keep its distance from the root, and lower it in minor`() throws {
    let text = Self.head + Self.groove + "    bass: +0 +9~ +11'! +4~,\n"
    let steps = try StyleFile.parse(text, name: "test.yaml").grooves[0].variations[0].bass[0].steps
    let pitches = steps.map(\.event.pitch)
    #expect(
      pitches == [
        .interval(0, falls: false, octave: 0), .interval(9, falls: true, octave: 0),
        .interval(11, falls: false, octave: 1), .interval(4, falls: true, octave: -1),
      ])
    let major = Chord(PitchClass(0), .dominant7)
    let minor = Chord(PitchClass(0), .minor7)
    #expect(pitches.map { $0.semitones(above: major) } == [0, 9, 23, -8])
    #expect(pitches.map { $0.semitones(above: minor) } == [0, 8, 23, -9])
    for word in ["+12", "+", "+x", "5~", "+5?~", "+4~~", "+99999999999999999999"] {
      let wrong = Self.head + Self.groove + "    bass: 1 \(word) 1 1\n"
      #expect(errors(in: wrong).contains("is no note of a bass pattern"), "\(word)")
    }
  }

  @Test func `swing is read for two tempos and found for those between`() throws {
    let text = Self.head + "swing: 66% at 100 to 54% at 300\n" + Self.groove
    let swing = try StyleFile.parse(text, name: "test.yaml").swing
    #expect(swing.ratio(at: 60) == 0.66)
    #expect(abs(swing.ratio(at: 200) - 0.6) < 1e-9)
    #expect(swing.ratio(at: 320) == 0.54)
  }

  @Test func `an unknown key is named and another offered`() {
    #expect(
      errors(in: Self.head + "swnig: 60%\n" + Self.groove) == """
        test.yaml:4:1: error: a style has no key 'swnig'
          swnig: 60%
          ^~~~~
          did you mean 'swing'?

        """)
  }

  @Test func `missing keys are named`() {
    #expect(
      errors(in: "version: 1\n" + Self.groove) == """
        test.yaml:1:1: error: a style lacks the key 'summary'
          version: 1
          ^~~~~~~
        test.yaml:1:1: error: a style lacks the key 'tempo'
          version: 1
          ^~~~~~~

        """)
  }

  @Test func `an unknown drum is named and another offered`() {
    let text = Self.head + Self.groove + "      snarr: ....x...\n"
    #expect(
      errors(in: text) == """
        test.yaml:8:7: error: there is no drum 'snarr'
                snarr: ....x...
                ^~~~~
          did you mean 'snare'?

        """)
  }

  @Test func `a sign that is not in the legend is pointed at, in quotes or not`() {
    let text = Self.head + Self.groove + "      snare: ....z...\n      crash: \"y...\"\n"
    let hint = "signs: > ? X g o x, '.' to go on and '-' to stop"
    #expect(
      errors(in: text) == """
        test.yaml:8:18: error: the sign 'z' is not in the legend
                snare: ....z...
                           ^
          \(hint)
        test.yaml:9:15: error: the sign 'y' is not in the legend
                crash: "y..."
                        ^
          \(hint)

        """)
  }

  @Test func `a bar of an odd length is refused`() {
    let text = Self.head + Self.groove + "      snare: x...x..\n"
    #expect(
      errors(in: text) == """
        test.yaml:8:14: error: this bar has 7 steps, which do not make 4 even beats
                snare: x...x..
                       ^~~~~~~
          write 8, 12 or 16 steps

        """)
  }

  @Test func `a note that is no bass note is pointed at`() {
    let text = Self.head + Self.groove + "    bass: 1 . 9 .\n"
    #expect(
      errors(in: text).hasPrefix(
        """
        test.yaml:8:15: error: '9' is no note of a bass pattern
              bass: 1 . 9 .
                        ^
          write a degree from 1 to 8, +0 to +11 for semitones above the root, w (walk), a (approach)
        """))
  }

  @Test(arguments: [
    (
      "tempo: fast", "3:8: error: tempo must be two tempos from 30 to 300, not 'fast'",
      "write for example: tempo: 80 to 160"
    ),
    (
      "tempo: 160 to 80", "3:8: error: tempo must be two tempos from 30 to 300, not '160 to 80'",
      "write for example: tempo: 80 to 160"
    ),
    (
      "tempo: 80 to 160\nswing: 90%",
      "4:8: error: swing must say where in the beat the second eighth falls, from 50% to 80%, "
        + "not '90%'", "write for example: swing: 58%, or swing: 66% at 120 to 54% at 280"
    ),
    (
      "tempo: 80 to 160\nvoicing:\n  range: C4 to C5",
      "5:10: error: range must be two notes at least two octaves apart, from E2 to C7, not "
        + "'C4 to C5'", "write for example: range: E3 to E5"
    ),
    (
      "tempo: 80 to 160\nlegend:\n  s: loud",
      "5:6: error: a stroke must be a velocity from 1 to 127, and how often it is played, not "
        + "'loud'", "write for example: 60, or 60 40%"
    ),
    (
      "tempo: 80 to 160\nfeel:\n  drums:\n    late: 90 ms",
      "6:11: error: late must be a number from -30 to 30 ms, not '90 ms'", ""
    ),
  ])
  func `a bad value is pointed at, with what to write`(
    text: String, message: String, hint: String
  ) {
    let errors = errors(in: "version: 1\nsummary: Test\n" + text + "\n" + Self.groove)
    #expect(errors.hasPrefix("test.yaml:" + message + "\n"))
    #expect(errors.contains(hint))
    #expect(errors.split(separator: "error:").count == 2)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a bar that is longer than any could be is refused before its words are counted`() {
    let words = String(repeating: "1 ", count: 200_000)
    let text = Self.head + Self.groove + "    bass: '\(words)'\n"
    #expect(errors(in: text).contains("a bass pattern may have 1024 bytes, not more"))
    let full = Array(repeating: "+11~''!?", count: 96).joined(separator: " ")
    #expect(errors(in: Self.head + Self.groove + "    bass: \"\(full)\"\n").contains("96 steps"))
  }

  @Test func `all errors are found at once`() {
    let text = """
      version: 2
      summary: Test
      tempo: fast
      grooves:
        - metre: 9
          drums:
            kick: x
        - metre: 4/4
          drums:
            kik: x...
      """
    #expect(errors(in: text).split(separator: "error:").count == 5)
  }

  @Test func `variations go on from the one before, drum by drum`() throws {
    let text =
      Self.head + """
        grooves:
          - metre: 4/4
            drums:
              kick: x...
              snare: ..x.
            bass: 1 . . .
            variations:
              - drums:
                  snare: ....
                  ride: xxxx
              - bass: 1 1 1 1
        """
    let groove = try StyleFile.parse(text, name: "test.yaml").grooves[0]
    #expect(groove.variations.map { $0.drums.map(\.key) } == [[36, 38], [36, 51], [36, 51]])
    #expect(groove.variations.map { $0.bass[0].steps.count } == [1, 1, 4])
  }

  @Test func `six eighths make two even beats, and the hint says how many signs to write`() {
    let text = Self.head + "grooves:\n  - metre: 6/8\n    drums:\n      kick: x.x.x\n"
    let message = errors(in: text)
    #expect(message.contains("this bar has 5 steps, which do not make 2 even beats"))
    #expect(message.contains("write 6 or 12 steps"))
  }

  @Test func `an arpeggio that walks is refused`() {
    let text = Self.head + Self.groove + "    arpeggio: 1 w 5 8\n"
    #expect(errors(in: text).contains("an arpeggio has notes of the chord only"))
  }

  @Test func `drop 2 of three voices is refused`() {
    let text = Self.head + "voicing:\n  kind: drop 2\n  voices: 3\n" + Self.groove
    #expect(errors(in: text).contains("drop 2 is for four voices"))
  }
}
