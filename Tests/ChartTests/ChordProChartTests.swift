import Chart
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

  @Test func `a capo and a transposition raise what sounds`() throws {
    let chart = try read("{capo: 2}\n{transpose: 1}\n[C]la", "a.cho")
    #expect(bars(chart) == ["Eb:maj"])
  }

  @Test(arguments: [
    ("{tilte: x}\n[C]", "1:2 there is no directive 'tilte'"),
    ("{title: x\n[C]", "1:1 a directive ends with '}'"),
    ("\n la [Hm]la", "2:6 'Hm' is no chord"),
    ("[C]la [D", "1:7 a chord ends with ']'"),
    ("{sog}\n| C | X7 |\n{eog}", "2:7 'X7' is no chord"),
    ("{tempo: fast}\n[C]", "1:9 this must be a tempo from 20 to 400, not 'fast'"),
    ("{chorus}\n[C]", "1:2 no chorus comes before this one"),
    ("words alone", "1:1 the chart has no bars"),
  ])
  func `what is wrong is told with its place`(text: String, message: String) {
    #expect(fault(text, "a.cho") == message)
  }
}
