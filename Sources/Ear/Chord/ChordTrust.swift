/// What an opinion of chords goes back to where it turns out that one voice sounds alone.
struct ChordTrust {
  /// What was told last of what can be believed: a chord from when chords could be heard, or none.
  private(set) var state = ChordVocabulary.noChord

  /// How many frames ago what is told began.
  private(set) var age = 0

  /// Hears a frame more in which `told` stands, and can be believed or not.
  mutating func hear(_ told: Int, isBelieved: Bool) {
    age += 1
    if isBelieved || told == ChordVocabulary.noChord { state = told }
  }

  /// Begins again: something else is told, which began `age` frames ago.
  mutating func begin(_ age: Int) { self.age = age }
}
