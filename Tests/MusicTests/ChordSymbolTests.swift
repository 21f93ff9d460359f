import Music
import Testing

@Suite struct ChordSymbolTests {
  static let spellings = [
    ("C", "C:maj"), ("Cmaj", "C:maj"), ("CM", "C:maj"), ("C5", "C:maj"), ("Cadd9", "C:maj"),
    ("C2", "C:maj"), ("C(add9)", "C:maj"), ("Cm", "C:min"), ("C-", "C:min"), ("Cmin", "C:min"),
    ("Cmi", "C:min"), ("CmM7", "C:min"), ("C-^7", "C:min"), ("Cm(add9)", "C:min"),
    ("C7", "C:7"), ("C9", "C:7"), ("C13", "C:7"), ("C7alt", "C:7"), ("C7b9", "C:7"),
    ("C7(b9,#11)", "C:7"), ("C7-9", "C:7"), ("C7+9", "C:7"), ("C9#11", "C:7"), ("C7no5", "C:7"),
    ("Cmaj7", "C:maj7"), ("CM7", "C:maj7"), ("Cma9", "C:maj7"), ("C^7", "C:maj7"),
    ("C^", "C:maj7"), ("CΔ", "C:maj7"), ("CΔ7", "C:maj7"), ("C^7#11", "C:maj7"),
    ("Cm7", "C:min7"), ("C-7", "C:min7"), ("Cmi9", "C:min7"), ("Cm11", "C:min7"),
    ("Cdim", "C:dim"), ("Co", "C:dim"), ("C°", "C:dim"), ("Cmb5", "C:dim"),
    ("Cdim7", "C:dim7"), ("Co7", "C:dim7"), ("C°7", "C:dim7"),
    ("Cm7b5", "C:hdim7"), ("Cø", "C:hdim7"), ("Cø7", "C:hdim7"), ("Ch7", "C:hdim7"),
    ("C-7b5", "C:hdim7"), ("Cm7(b5)", "C:hdim7"), ("Cm7-5", "C:hdim7"),
    ("Caug", "C:aug"), ("C+", "C:aug"), ("C+7", "C:aug"), ("C7#5", "C:aug"), ("C7+5", "C:aug"),
    ("Csus", "C:sus4"), ("Csus4", "C:sus4"), ("C7sus4", "C:sus4"), ("C9sus", "C:sus4"),
    ("C7susadd3", "C:sus4"), ("Csus2", "C:sus2"), ("C6", "C:maj6"), ("C6/9", "C:maj6"),
    ("C69", "C:maj6"), ("Cm6", "C:min6"), ("C-6", "C:min6"), ("C-69", "C:min6"),
    ("F#m7", "F#:min7"), ("Bbb", "A:maj"), ("B♭7", "Bb:7"), ("G♯ø", "Ab:hdim7"),
    ("D/F#", "D:maj/3"), ("C6/9/E", "C:maj6/3"), ("Am7/G", "A:min7/b7"),
  ]

  @Test(arguments: spellings)
  func `a chord is read as players spell it`(symbol: String, harte: String) {
    #expect(Chord(symbol: symbol).harte == harte)
  }

  @Test(arguments: ["N.C.", "NC", "n.c.", "N"])
  func `no chord has several spellings`(symbol: String) {
    #expect(ChordSymbol(symbol) == ChordSymbol.none)
  }

  @Test(arguments: ["", "H", "c", "Cx", "C/", "C/H", "C7/E7", "Cm7b5!", "C8", "C//E", "%", "C###"])
  func `what is no chord is refused`(symbol: String) {
    #expect(ChordSymbol(symbol) == nil)
  }

  @Test func `every chord reads what it writes`() {
    for root in 0..<12 {
      for quality in ChordQuality.allCases {
        for bass in 0..<12 {
          let chord = Chord(PitchClass(root), quality, bass: PitchClass(bass))
          #expect(Chord(symbol: chord.symbol) == chord)
        }
      }
    }
  }
}
