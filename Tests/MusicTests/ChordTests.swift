import Music
import Testing

@Suite struct ChordTests {
  @Test(arguments: [
    (Chord(PitchClass(0), .major), "C:maj", "C"),
    (Chord(PitchClass(9), .minor7), "A:min7", "Am7"),
    (Chord(PitchClass(6), .halfDiminished7), "F#:hdim7", "F#m7b5"),
    (Chord(PitchClass(2), .major, bass: PitchClass(6)), "D:maj/3", "D/F#"),
  ])
  func `has a Harte label and a symbol`(chord: Chord, harte: String, symbol: String) {
    #expect(Optional(chord).harte == harte)
    #expect(chord.symbol == symbol)
  }

  @Test func `no chord is N`() {
    #expect(Chord?.none.harte == "N")
  }

  @Test func `contains its notes and its bass only`() {
    let chord = Chord(PitchClass(0), .dominant7, bass: PitchClass(2))
    let members = (0..<12).filter { chord.contains(PitchClass($0)) }
    #expect(members == [0, 2, 4, 7, 10])
  }

  @Test func `pitch classes read every spelling`() {
    #expect(PitchClass(name: "Cb")?.semitones == 11)
    #expect(PitchClass(name: "B#")?.semitones == 0)
    #expect(PitchClass(name: "F##")?.semitones == 7)
    #expect(PitchClass(name: "H") == nil)
  }
}
