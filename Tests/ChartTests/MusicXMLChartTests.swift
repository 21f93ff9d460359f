import Chart
import Music
import Testing

@Suite struct MusicXMLChartTests {
  private func score(_ measures: [String]) -> String {
    let body = measures.enumerated().map { "<measure number=\"\($0 + 1)\">\($1)</measure>" }
    return """
      <?xml version="1.0"?>
      <!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" "x.dtd">
      <score-partwise version="4.0"><work><work-title>Tom &amp; I</work-title></work>
      <part-list/><part id="P0"><measure number="1"/></part><part id="P1">\(body.joined())</part>
      </score-partwise>
      """
  }

  private func harmony(_ root: String, _ kind: String, _ more: String = "") -> String {
    "<harmony><root><root-step>\(root)</root-step></root><kind>\(kind)</kind>\(more)</harmony>"
  }

  private func note(_ duration: Int) -> String { "<note><duration>\(duration)</duration></note>" }

  private let head =
    "<attributes><divisions>2</divisions><key><fifths>-2</fifths><mode>minor</mode></key>"
    + "<time><beats>4</beats><beat-type>4</beat-type></time></attributes><sound tempo=\"96\"/>"

  @Test func `harmonies are placed by the notes around them`() throws {
    let text = score([
      head + "<direction><direction-type><rehearsal>A</rehearsal></direction-type></direction>"
        + harmony("G", "minor") + note(4) + harmony("D", "dominant") + note(4),
      harmony(
        "C", "minor-seventh", "<bass><bass-step>B</bass-step><bass-alter>-1</bass-alter></bass>")
        + harmony("A", "half-diminished", "<offset>6</offset>") + note(8),
    ])
    let chart = try read(text, "a.musicxml")
    #expect(chart.title == "Tom & I")
    #expect(chart.key?.name == "G minor")
    #expect(chart.tempo == 96)
    #expect(chart.bars[0].chords.map(\.beat) == [0, 2])
    #expect(chart.bars[1].chords.map(\.beat) == [0, 3])
    #expect(bars(chart) == ["G:min", "C:min7/b7"])
    #expect(chart.sections.map(\.name) == ["A"])
  }

  @Test func `repeats, endings and the coda are played out`() throws {
    let forward = "<barline><repeat direction=\"forward\"/></barline>"
    let first = "<barline><ending number=\"1\" type=\"start\"/></barline>"
    let back =
      "<barline><ending number=\"1\" type=\"stop\"/><repeat direction=\"backward\"/></barline>"
    let second = "<barline><ending number=\"2\" type=\"start\"/></barline>"
    let stop = "<barline><ending number=\"2\" type=\"discontinue\"/></barline>"
    let text = score([
      head + forward + harmony("C", "major"), first + harmony("D", "minor") + back,
      second + harmony("E", "minor") + stop + "<sound tocoda=\"coda\"/>",
      harmony("F", "major") + "<sound dacapo=\"yes\"/>",
      "<direction><direction-type><coda/></direction-type></direction>" + harmony("B", "major"),
    ])
    #expect(
      bars(try read(text, "a.xml"))
        == ["C:maj", "D:min", "C:maj", "E:min", "F:maj", "C:maj", "E:min", "B:maj"])
  }

  @Test(arguments: ["inf", "nan", "1e300", "-1e300", "-1", "0"])
  func `numbers that no score has are taken for none`(number: String) throws {
    let odd =
      "<attributes><divisions>\(number)</divisions><time><beats>3</beats>"
      + "<beat-type>\(number)</beat-type></time></attributes>"
    let offset = "<offset>\(number)</offset>"
    let text = score([
      odd + harmony("G", "minor", offset) + "<note><duration>\(number)</duration></note>"
        + "<forward><duration>\(number)</duration></forward>" + harmony("C", "major", offset)
    ])
    let chart = try read(text, "song.xml")
    #expect(chart.metre == Metre(3, 4))
    #expect(chart.beats.last??.root.name == "C")
  }

  @Test func `a root is raised by any number of semitones`() throws {
    let raised = "<root><root-step>B</root-step><root-alter>\(Int.max)</root-alter></root>"
    let text = score(["<harmony>\(raised)<kind>major</kind></harmony>"])
    #expect(try read(text, "song.xml").beats.first??.root == PitchClass(11 + Int.max % 12))
  }

  @Test func `entities cannot be declared, so that none can grow`() {
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY b \"ha\">]>\n<score-partwise>&b;"
    #expect(fault(bomb, "a.xml").contains("may not declare entities"))
    #expect(fault("<score-partwise>&b;</score-partwise>", "a.xml").contains("no entity '&b;'"))
  }

  @Test func `what is wrong is told with its place`() {
    #expect(fault("<score-partwise>", "a.xml") == "1:17 the document ends within <score-partwise>")
    #expect(fault("<html/>", "a.xml").hasPrefix("1:8 the document must be a <score-partwise>"))
    #expect(fault(score([head + harmony("C", "odd")]), "a.xml").contains("kind of chord 'odd'"))
    #expect(fault("<score-partwise><a></b>", "a.xml").contains("</b> closes what is not open"))
    let deep = "<score-partwise>" + String(repeating: "<a>", count: 70)
    #expect(fault(deep, "a.xml").contains("nested more than 64 deep"))
  }
}
