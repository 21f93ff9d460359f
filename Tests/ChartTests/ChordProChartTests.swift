import Chart
import Music
import Testing

@Suite struct ChordProChartTests {
  private let song = """
    # A comment
    {title: Blue River}
    {artist: Nobody}
    {key: G}
    {time: 4/4}
    {tempo: 112}

    {start_of_verse: Verse 1}
    [G]Down by the [Em]river
    [C]I was [D][G]waiting [*softly]
    {end_of_verse}

    {soc}
    [C]Blue [D7]river
    {eoc}
    {sov}
    [Am]On and on
    {eov}
    {chorus}
    {start_of_grid: Coda}
    | G . C . |: D | % :| N.C. | twice
    {end_of_grid}
    """

  @Test func `a chord above the words has a bar; without words between, chords share`() throws {
    let chart = try read(song, "a.cho")
    #expect(
      bars(chart)
        == "G:maj E:min C:maj D:maj C:maj D:7 A:min C:maj D:7 G:maj D:maj D:maj D:maj D:maj N"
        .split(separator: " ").map(String.init))
    #expect(chart.bars[3].chords.map(\.beat) == [0, 2])
    #expect(chart.sections.map(\.name) == ["Verse 1", "chorus", "verse", "chorus", "Coda"])
    #expect(chart.sections.map(\.bar) == [0, 4, 6, 7, 9])
    #expect(chart.composer == "Nobody")
  }

  @Test func `names of parts may stand in brackets, as many write them`() throws {
    let text = """
      {title: Found}
      [Intro] [G] [D]
      [Verse 1]
      [Em]Down by the [C*]river
      [Pre-Chorus:]
      [Am]On and [D]on
      [Chorus]
      """
    let chart = try read(text, "a.cho")
    #expect(
      bars(chart) == ["G:maj", "E:min", "C:maj", "A:min", "D:maj"])
    #expect(chart.sections.map(\.name) == ["Intro", "Verse 1", "Pre-Chorus"])
    #expect(chart.sections.map(\.bar) == [0, 1, 3])
  }

  @Test func `chords of a part are recalled by those of its kind`() throws {
    let text = """
      {start_of_verse}
      I [D]looked over [G]Jordan, and [A7]what did I [Em]see
      {end_of_verse}
      {start_of_chorus}
      [Bm]Coming [F#m]home
      {end_of_chorus}
      {start_of_verse: Verse 2}
      If [^]you get [C]back to heaven be[^]fore I do
      {end_of_verse}
      {soc}
      [^]Coming [^]home
      {eoc}
      {sov}
      [^]Once more
      {eov}
      """
    let chart = try read(text, "a.cho")
    #expect(
      bars(chart)
        == "D:maj G:maj A:7 E:min B:min F#:min D:maj C:maj A:7 B:min F#:min D:maj"
        .split(separator: " ").map(String.init))
    #expect(chart.sections.map(\.name) == ["verse", "chorus", "Verse 2", "chorus", "verse"])
  }

  @Test func `a part may say what is recalled in it, and under which name`() throws {
    let text = """
      {start_of_verse cc="D G"}
      [^]Swing [^]low
      {end_of_verse}
      {start_of_verse label="Last" cc='Other: Am Em'}
      [^]Sweet [^]chariot
      {end_of_verse}
      {start_of_bridge cc="Other"}
      [^]Home
      {end_of_bridge}
      """
    let chart = try read(text, "a.cho")
    #expect(bars(chart) == ["D:maj", "G:maj", "A:min", "E:min", "A:min"])
    #expect(chart.sections.map(\.name) == ["verse", "Last", "bridge"])
  }

  @Test(arguments: [
    "[^]la", "{sov}\n[^]la\n{eov}", "{sov}\n[C]la\n{eov}\n{sov}\n[^]la [^]la\n{eov}",
    "{sov}\n[C]la\n{eov}\n{soc}\n[^]la\n{eoc}", "{sov}\n[C]la\n{eov}\n[^]la",
  ])
  func `what cannot be recalled is a mistake`(text: String) {
    let error = #expect(throws: (any Error).self) { try read("[G]la\n" + text, "a.cho") }
    #expect(error.map { "\($0)" }?.contains("no chord to recall") == true)
  }

  @Test func `a capo and a transposition raise what sounds`() throws {
    let chart = try read("{capo: 2}\n{transpose: 1}\n[C]la", "a.cho")
    #expect(bars(chart) == ["Eb:maj"])
  }

  @Test func `a grid has signs for repeats, endings and bars that come again`() throws {
    let text = """
      {key: Am}
      {start_of_grid: shape="1+4x4+4" label="A"}
      A  |: Am . . . | Dm / E7 .  | no line before this
         |1 Am . E7 . :|2 Am . . . ||
         | F~G C . . | %% . . . | . . . . |
      B  || % |. end
      {end_of_grid}
      """
    let chart = try read(text, "a.cho")
    #expect(
      bars(chart) == [
        "A:min", "D:min", "A:min", "A:min", "D:min", "A:min", "F:maj", "A:min", "F:maj", "F:maj",
      ])
    #expect(chart.bars[2].chords.map(\.beat) == [0, 2])
    #expect(chart.bars[5].chords.map(\.beat) == [0])
    #expect(chart.bars[6].chords.map(\.beat) == [0, 0.5, 1])
    #expect(chart.sections.map(\.bar) == [0, 3])
  }

  @Test func `files as they are found have metres that change and much that is not chords`() throws
  {
    let text = """
      {meta: title Odd One}
      {meta: nickname Oddity}
      {ccli: 12345}
      {title-de: Seltsam}
      {key: B♭m}
      {time 4/4}
      {start_of_verse Verse 1}
      [B♭m]La [(G♭)]la	[A♭/C][*rit.] la
      {time: 2/4}
      [F7]la
      {time: 6/8}
      [N.C.]la
      {end_of_verse}
      {start_of_verse-alto}
      [X]not for us
      {end_of_verse-alto}
      {start_of_abc}
      [K:C] abc [|:
      {end_of_abc}
      {soc}
      {sog 1+2x4}
      | B♭m | F7 |
      {eog}
      {eoc}
      {chorus: once more}
      {new_song}
      {title: Another}
      [H]
      """
    let chart = try read(text, "a.cho")
    #expect(chart.title == "Odd One")
    #expect(chart.key?.name == "Bb minor")
    #expect(chart.metre == .fourFour)
    #expect(
      bars(chart) == [
        "Bb:min", "F#:maj", "Ab:maj/3", "F:7", "N", "Bb:min", "F:7", "Bb:min", "F:7",
      ])
    #expect(chart.bars.map(\.beats) == [4, 4, 4, 2, 3, 3, 3, 3, 3])
    #expect(chart.sections.map(\.name) == ["Verse 1", "chorus", "chorus"])
  }

  @Test func `a transposition counts from where it stands, and the key goes with it`() throws {
    let chart = try read("{key: C}\n{transpose: +2}\n[C]la\n{transpose}\n[C]la", "a.cho")
    #expect(bars(chart) == ["D:maj", "C:maj"])
    #expect(chart.key?.name == "D major")
  }

  @Test(arguments: [
    ("{tilte: x}\n[C]", "1:2 there is no directive 'tilte'"),
    ("{title: x\n[C]", "1:1 a directive ends with '}'"),
    ("\n la [Hm]la", "2:6 'Hm' is no chord"),
    ("[C]la [D", "1:7 a chord ends with ']'"),
    ("{sog}\n| C | X7 |\n{eog}", "2:7 'X7' is no chord"),
    ("{tempo: fast}\n[C]", "1:9 this must be a tempo from 20 to 400, not 'fast'"),
    ("{sog}\n| % |\n{eog}", "2:3 no bar comes before this one"),
    ("{sog}\n| C |1,17 G |\n{eog}", "2:6 '1,17' is no chord"),
    ("{sog}\n| C | (7/5) G |\n{eog}", "2:7 '(7/5)' is no metre such as (2/4)"),
    ("{chorus}\n[C]", "1:2 no chorus comes before this one"),
    ("words alone", "1:1 the chart has no bars"),
  ])
  func `what is wrong is told with its place`(text: String, message: String) {
    #expect(fault(text, "a.cho") == message)
  }
}
