import Chart
import Music
import Testing

@Suite struct YAMLChartTests {
  private let song = """
    version: 1
    title: Blue River
    key: G
    tempo: 112 bpm
    metre: 4/4
    sections:
      - name: verse
        chords: "G | Em . C . | % |: D7 G/B :|"
      - name: chorus
        chords: |
          C | D
          G | N.C.
    form: [verse, chorus, verse]
    """

  @Test func `sections are laid out in the order of the form`() throws {
    let chart = try read(song, "a.yaml")
    #expect(chart.title == "Blue River")
    #expect(chart.key?.name == "G major")
    #expect(chart.tempo == 112)
    let verse = ["G:maj", "E:min", "E:min", "D:7", "D:7"]
    #expect(bars(chart) == verse + ["C:maj", "D:maj", "G:maj", "N"] + verse)
    #expect(chart.sections.map(\.name) == ["verse", "chorus", "verse"])
    #expect(chart.sections.map(\.bar) == [0, 5, 9])
  }

  @Test func `a dot holds a chord, and words share a bar evenly`() throws {
    let chart = try read(song, "a.yaml")
    #expect(chart.bars[1].chords.map(\.beat) == [0, 2])
    #expect(chart.bars[3].chords.map(\.beat) == [0, 2])
    #expect(chart.beats[12...15].map(\.harte) == ["D:7", "D:7", "G:maj/3", "G:maj/3"])
  }

  @Test func `a chord after the last beat is that of the next bar, where that has none`() throws {
    let text = """
      version: 1
      sections: [{name: a, chords: "C . . G~F | . . Am . | C . . G~F | D | (2/4) C C~G | . Em"}]
      """
    let chart = try read(text, "a.yaml")
    let names = chart.beats.map { $0?.symbol ?? "" }
    #expect(
      names == [
        "C", "C", "C", "G", "F", "F", "Am", "Am", "C", "C", "C", "G", "D", "D", "D", "D", "C", "C",
        "G",
        "G", "Em", "Em",
      ])
    for (text, name) in [(chart.yaml, "b.yaml"), (chart.chordPro, "b.cho")] {
      #expect(try read(text, name).beats == chart.beats, "\(text)")
    }
  }

  @Test func `in six eighths a chord on the last of them is that of the next bar`() throws {
    let text = "version: 1\nmetre: 6/8\nsections: [{name: a, chords: C . . . . F | . . . G . .}]\n"
    #expect(try read(text, "a.yaml").tapped.beats.map { $0?.symbol } == ["C", "C", "F", "G"])
  }

  @Test func `in three beats the second of two chords waits for the next beat`() throws {
    let text = "version: 1\nmetre: 3/4\nsections: [{name: a, chords: C G}]\n"
    #expect(try read(text, "a.yaml").beats.map(\.harte) == ["C:maj", "C:maj", "G:maj"])
  }

  @Test func `a bar may have a metre of its own, and is written with it`() throws {
    let text = """
      version: 1
      metre: 3/4
      sections:
        - {name: a, chords: "C G | (2/4) F | Am"}
        - {name: b, chords: "(6/8) Dm G | C"}
        - {name: end, chords: "(6/8) Dm G | C"}
      """
    let chart = try read(text, "a.yaml")
    #expect(chart.bars.map(\.beats) == [3, 2, 3, 3, 3, 3, 3])
    for (text, name) in [(chart.yaml, "b.yaml"), (chart.chordPro, "b.cho")] {
      let again = try read(text, name)
      #expect(again.bars.map(\.beats) == chart.bars.map(\.beats), "\(text)")
      #expect(again.beats == chart.beats, "\(text)")
      #expect(again.sections == chart.sections, "\(text)")
    }
  }

  @Test func `what is wrong is told with its place`() {
    let head = "version: 1\nsections:\n"
    #expect(fault(head + "  - {name: a, chords: C | H}\n", "a.yaml") == "3:27 'H' is no chord")
    #expect(
      fault(head + "  - {name: a, chords: '% | C'}\n", "a.yaml").contains("no bar comes before"))
    #expect(
      fault(head + "  - {name: a, chords: C}\nform: [b]\n", "a.yaml")
        == "4:8 no section is named 'b'")
    #expect(fault("version: 1\nsections: []\n", "a.yaml") == "1:1 the chart has no bars")
    #expect(
      fault("version: 1\nkey: H\nsections: [{name: a, chords: C}]\n", "a.yaml")
        == "2:6 'H' is no key")
  }

  @Test func `a form that is too long is refused`() {
    let chords = Array(repeating: "C", count: 100).joined(separator: " | ")
    let form = Array(repeating: "a", count: 30).joined(separator: ", ")
    let text = "version: 1\nsections: [{name: a, chords: \(chords)}]\nform: [\(form)]\n"
    #expect(fault(text, "a.yaml").contains("longer than 2000 bars"))
  }

  @Test func `a chart is read as it was written`() throws {
    let chart = try read(song, "a.yaml")
    for (text, name) in [(chart.yaml, "b.yaml"), (chart.chordPro, "b.cho")] {
      let again = try read(text, name)
      #expect(again.beats == chart.beats, "\(text)")
      #expect(again.sections == chart.sections)
      #expect(again.key == chart.key)
      #expect(again.tempo == chart.tempo)
      #expect(again.title == chart.title)
    }
  }

  @Test func `a chart is transposed with its key and its basses`() throws {
    let chart = try read(song, "a.yaml").transposed(by: 2)
    #expect(chart.key?.name == "A major")
    #expect(chart.beats[14].harte == "A:maj/3")
  }
}
