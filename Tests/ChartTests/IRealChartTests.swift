import Chart
import Music
import Testing

@Suite struct IRealChartTests {
  /// A link of the kind that iReal Pro shares, from music in plain order.
  private func link(_ music: String, tempo: Int = 140) -> String {
    "irealb://Song=Writer A==Medium Swing=Bb==1r34LbKcu7\(encoded(scrambled(music)))==\(tempo)=3"
      .replacing("==1r34", with: "=0=1r34").replacing("==\(tempo)", with: "=Jazz=\(tempo)")
  }

  /// What the app does to the order of the characters, written from the published description.
  private func scrambled(_ text: String) -> String {
    var rest = Array(text)[...]
    var result = ""
    while rest.count > 50 {
      let block = Array(rest.prefix(50))
      rest = rest.dropFirst(50)
      guard rest.count >= 2 else {
        result += String(block)
        continue
      }
      let pieces = [
        Array(block[45..<50].reversed()), Array(block[5..<10]), block[26..<40].reversed(),
        Array(block[24..<26]), block[10..<24].reversed(), Array(block[40..<45]),
        block[0..<5].reversed(),
      ]
      result += String(pieces.flatMap { $0 })
    }
    return result + String(rest)
  }

  private func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain = Character(Unicode.Scalar(byte)).isLetter || (48...57).contains(byte)
      return isPlain ? String(Character(Unicode.Scalar(byte))) : "%" + hexadecimal(byte)
    }.joined()
  }

  private func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count < 2 ? "0" + digits : digits
  }

  private let music =
    "*A{T44Bb^7   |G-7   |C-7,F7,  |N1D-7 G7 |C-7,F7,  }            "
    + "|N2F-7,Bb7,  |Eb^7   Q]*B[A-7b5   |D7b9   |x   |G-7/F   "
    + "|r|W/D   |n   <D.C. al Coda>][Q Eb6   |Bb^   Z "

  private let played = [
    "Bb:maj7", "G:min7", "C:min7", "D:min7", "C:min7",
    "Bb:maj7", "G:min7", "C:min7", "F:min7", "Eb:maj7",
    "A:hdim7", "D:7", "D:7", "G:min7/b7", "D:7", "G:min7/b7", "G:min7/5", "N",
    "Bb:maj7", "G:min7", "C:min7", "F:min7", "Eb:maj7", "Eb:maj6", "Bb:maj7",
  ]

  @Test func `a link is put in order and played with its repeats and its coda`() throws {
    let chart = try read(link(music), "song.txt")
    #expect(bars(chart) == played)
    #expect(chart.title == "Song")
    #expect(chart.composer == "Writer A")
    #expect(chart.key?.name == "Bb major")
    #expect(chart.tempo == 140)
    #expect(chart.sections.map(\.name) == ["A", "A", "B", "A"])
    #expect(chart.bars[3].chords.map(\.beat) == [0, 2])
  }

  @Test func `an older link is read as it stands`() throws {
    let text = "irealbook://Song=Writer=Bossa=C=n=" + encoded("T34C   |F  G |(E7)C  Z")
    let chart = try read(text, "song.txt")
    #expect(bars(chart) == ["C:maj", "F:maj", "C:maj"])
    #expect(chart.metre.beatsPerBar == 3)
  }

  @Test(arguments: [
    ("irealb://a=b", "1:1 the link has 2 parts, not 10"),
    (
      "irealb://a=b==c=d=0=xyz=e=1=1",
      "1:1 the music of the link is not marked as iReal Pro marks it"
    ),
    ("irealbook://a=b=c=d=n=T44C%7", "1:1 this is no link of iReal Pro"),
    ("irealbook://a=b=c=d=n=T44C|Cxyz9", "1:1 y has no meaning here"),
    ("irealbook://a=b=c=d=n=T99C", "1:1 'T99' is no metre"),
    ("irealbook://a=b=c=d=n=T億4C", "1:1 'T' is no metre"),
  ])
  func `what is wrong is told`(text: String, message: String) {
    #expect(fault(text, "a.txt") == message)
  }
}
