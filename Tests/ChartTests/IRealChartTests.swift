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

  private func older(_ music: String) throws -> Chart {
    try read("irealbook://Song=Writer=Bossa=C=n=" + encoded(music), "song.txt")
  }

  @Test func `qualities in the writer's own words are read as far as they are some`() throws {
    let music = "[*AT44C*add9* |sBb*mM7*,A*m7*/E,|lG*sus4* F* * |D*m7 - vamp*|W/C W/B]*BC   Z"
    let chart = try older(music)
    #expect(
      bars(chart) == ["C:maj", "Bb:min", "G:sus4", "D:min7", "D:min7/b7", "C:maj"])
    #expect(chart.bars[1].chords.map { $0.chord.harte } == ["Bb:min", "A:min7/5"])
    #expect(chart.bars[2].chords.map { $0.chord.harte } == ["G:sus4", "F:maj"])
    #expect(chart.sections.map(\.name) == ["A", "B"])
  }

  @Test func `a bass may follow another without a space`() throws {
    let chart = try older("[T44B,sW/A#W/G#,W/F#,|lE   Z")
    #expect(
      chart.bars[0].chords.map { $0.chord.harte } == ["B:maj", "B:maj/7", "B:maj/6", "B:maj/5"])
  }

  /// What the app offers above its keyboard, and what it is taken for.
  private static let qualities = [
    ("", "maj"), ("5", "maj"), ("2", "maj"), ("add9", "maj"), ("+", "aug"), ("o", "dim"),
    ("h", "hdim7"), ("sus", "sus4"), ("^", "maj7"), ("-", "min"), ("^7", "maj7"), ("-7", "min7"),
    ("7", "7"), ("7sus", "sus4"), ("h7", "hdim7"), ("o7", "dim7"), ("^9", "maj7"),
    ("^13", "maj7"), ("6", "maj6"), ("69", "maj6"), ("^7#11", "maj7"), ("^9#11", "maj7"),
    ("^7#5", "aug"), ("-6", "min6"), ("-69", "min6"), ("-^7", "min"), ("-^9", "min"),
    ("-9", "min7"), ("-11", "min7"), ("-7b5", "hdim7"), ("h9", "hdim7"), ("-b6", "min"),
    ("-#5", "min"), ("9", "7"), ("7b9", "7"), ("7#9", "7"), ("7#11", "7"), ("7b5", "7"),
    ("7#5", "aug"), ("9#11", "7"), ("9b5", "7"), ("9#5", "aug"), ("7b13", "7"), ("7#9#5", "aug"),
    ("7#9b5", "7"), ("7#9#11", "7"), ("7b9#11", "7"), ("7b9b5", "7"), ("7b9#5", "aug"),
    ("7b9#9", "7"), ("7b9b13", "7"), ("7alt", "7"), ("13", "7"), ("13#11", "7"), ("13b9", "7"),
    ("13#9", "7"), ("7b9sus", "sus4"), ("7susadd3", "sus4"), ("9sus", "sus4"), ("13sus", "sus4"),
    ("7b13sus", "sus4"), ("11", "7"),
  ]

  @Test(arguments: qualities)
  func `every chord that the app can write is read`(quality: String, harte: String) throws {
    #expect(bars(try older("T44Eb\(quality)   |Bb\(quality)/Ab Z"))[0] == "Eb:\(harte)")
  }

  @Test(arguments: [
    ("{C   |<3x>F   }G   Z", "C F C F C F G"), ("{<4x>C   |F   }G   Z", "C F C F C F C F G"),
    ("{C   |F   }<3x>G   Z", "C F C F C F G"),
    ("{C   |N1F   }|N2G   }|N3A   |Bb  Z", "C F C G C A Bb"),
    ("*A[C   |D   <*74Fine>]*B[E   |F   <*66D.C. al Fine>Z", "C D E F C D"),
    ("[C   |S D   |Q E   |F   <D.S. al Coda>][Q G   Z", "C D E F D E G"),
    ("C   |D   |r|   |E   |x   Z", "C D C D E E"),
    ("C W/E  |W   |p W/G Z", "C C C"), ("C(Db7)   |(Eb)F   Z", "C F"),
    ("sC  lD   |fUYC Z", "C C"),
  ])
  func `signs send a player where they would in the app`(music: String, played: String) throws {
    #expect(
      bars(try older("T44" + music)).map { $0.prefix { $0 != ":" } }
        == played.split(separator: " "))
  }

  @Test func `metres change within a song, in beats of the first`() throws {
    let chart = try older("T44C   |T34F  |T68G     |T24A |T44D   Z")
    #expect(chart.bars.map(\.beats) == [4, 3, 3, 2, 4])
    #expect(chart.metre == .fourFour)
  }

  @Test func `a page of links is read as the first of them`() throws {
    let page = "<!DOCTYPE html>\n<html><a href=\"\(link(music))\">Song</a></html>"
    #expect(bars(try read(page, "song.html")) == played)
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
