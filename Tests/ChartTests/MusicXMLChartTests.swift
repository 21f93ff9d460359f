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

  @Test(arguments: [
    ("<work><work-title/></work><movement-title>Blue River</movement-title>", "Blue River"),
    (
      "<movement-title>Blue River</movement-title><work><work-title> </work-title></work>",
      "Blue River"
    ),
    ("<work><work-title>Tom</work-title></work><movement-title>I</movement-title>", "Tom"),
    ("<work><work-title></work-title></work><movement-title/>", "blue.river"), ("", "blue.river"),
  ])
  func `a score is called by its title, its movement's, or its file's name`(
    titles: String, title: String
  ) throws {
    let text = score([head + harmony("C", "major") + note(8)])
      .replacing("<work><work-title>Tom &amp; I</work-title></work>", with: titles)
    #expect(try read(text, "songs/blue.river.musicxml").title == title)
  }

  @Test func `a score without chord symbols is refused`() {
    #expect(
      fault(score([head + note(8), note(8)]), "a.xml").hasPrefix("1:1 the chart has no chords"))
  }

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

  @Test func `of those who made the song the composer is told`() throws {
    let creators =
      "<identification><creator type=\"lyricist\">Her</creator>"
      + "<creator type=\"composer\">Him</creator><creator type=\"arranger\">Us</creator></identification>"
    let text = score([head + harmony("G", "minor")])
      .replacing("<part-list/>", with: creators + "<part-list/>")
    #expect(try read(text, "a.musicxml").composer == "Him")
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

  private func time(_ beats: String, _ unit: Int) -> String {
    "<attributes><time><beats>\(beats)</beats><beat-type>\(unit)</beat-type></time></attributes>"
  }

  private func degree(_ value: Int, _ alter: Int, _ type: String) -> String {
    "<degree><degree-value>\(value)</degree-value><degree-alter>\(alter)</degree-alter>"
      + "<degree-type>\(type)</degree-type></degree>"
  }

  @Test func `a part for another instrument is read as it sounds`() throws {
    let text = score([
      head + "<attributes><transpose><diatonic>-1</diatonic><chromatic>-2</chromatic></transpose>"
        + "</attributes>" + harmony("D", "minor-seventh")
    ])
    let chart = try read(text, "a.xml")
    #expect(bars(chart) == ["C:min7"])
    #expect(chart.key?.name == "F minor")
  }

  @Test func `metres that change count in beats of the first`() throws {
    let chart = try read(
      score([
        time("3+2", 4) + harmony("C", "major"), time("6", 8) + harmony("F", "major"),
        time("2", 2) + harmony("G", "major") + note(2) + harmony("A", "major") + note(2),
      ]), "a.xml")
    #expect(chart.metre == Metre(5, 4))
    #expect(chart.bars.map(\.beats) == [5, 3, 4])
    #expect(chart.bars[2].chords.map(\.beat) == [0, 2])
  }

  @Test func `a bar that is parted by a repeat is as long as its notes`() throws {
    let text = score([head + harmony("C", "major") + note(8), harmony("F", "major") + note(6)])
      .replacing("number=\"2\"", with: "number=\"2\" implicit=\"yes\"")
    #expect(try read(text, "a.xml").bars.map(\.beats) == [4, 3])
  }

  @Test func `bars that are written as repetitions have the chords of those before`() throws {
    let sign = { (type: String, count: String) in
      "<attributes><measure-style><measure-repeat type=\"\(type)\">\(count)</measure-repeat>"
        + "</measure-style></attributes>"
    }
    let text = score([
      head + harmony("C", "major"), harmony("F", "major"), sign("start", "2"), "",
      sign("stop", "") + harmony("G", "major"), "",
    ])
    #expect(
      bars(try read(text, "a.xml"))
        == ["C:maj", "F:maj", "C:maj", "F:maj", "G:maj", "G:maj"])
  }

  @Test func `degrees, inversions and kinds without a word of their own are heeded`() throws {
    let text = score([
      head + harmony("C", "minor", degree(5, -1, "alter") + degree(7, 0, "add")),
      harmony("C", "major", degree(7, 1, "add")), harmony("C", "major", "<inversion>1</inversion>"),
      harmony("C", "other").replacing("<kind>", with: "<kind text=\"7alt\">"),
      harmony("C", "major")
        + harmony("E", "major").replacing("<harmony>", with: "<harmony type=\"alternate\">"),
      "<harmony><root><root-step>C</root-step></root><kind>none</kind></harmony>",
    ])
    #expect(
      bars(try read(text, "a.xml"))
        == ["C:hdim7", "C:maj7", "C:maj/3", "C:7", "C:maj", "N"])
  }

  @Test func `what cannot be read as it is says what to do`() {
    #expect(fault("PK\u{3}\u{4}", "a.mxl").contains("the compressed file is damaged"))
    let numeral =
      "<harmony><numeral><numeral-root>1</numeral-root></numeral><kind>major</kind></harmony>"
    #expect(fault(score([numeral]), "a.xml").contains("write chords as letters"))
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
