import Glibc

/// What the chord network sees of a frame: pitch classes in five registers, three times over.
///
/// Notes and spectrum of the quick window, then notes of the long one, each 60 values from the
/// lowest register's C up, of length 4 or zero; then four values without a pitch. Turning each
/// dozen by a semitone transposes what is seen by a semitone.
struct ChordFeatures {
  static let registerCount = 5
  static let pitchedCount = 3 * registerCount * 12
  static let plainCount = 4
  static let count = pitchedCount + plainCount

  /// The MIDI notes at the middle of the lowest and highest register, an octave apart each.
  private static let lowestCenter = 36
  private static let highestCenter = 84

  /// The power that keeps one loud note from hiding the others, as in `Chroma`.
  private static let compression: Float = 0.55

  private(set) var values = [Float](repeating: 0, count: ChordFeatures.count)

  /// Looks at the frame that both spectra have transcribed.
  mutating func look(at quick: NoteSpectrum, and long: NoteSpectrum) {
    for index in values.indices { values[index] = 0 }
    if quick.isSounding {
      fold(quick.notes, at: 0)
      fold(tuned: quick.tuned, at: 1)
    }
    if long.isSounding { fold(long.notes, at: 2) }
    values[Self.pitchedCount] = quick.isSounding ? 1 : 0
    values[Self.pitchedCount + 1] = min(1, max(0, 1 + log10f(quick.relativeLevel + 1e-6) / 2.4))
    values[Self.pitchedCount + 2] = quick.isSounding ? quick.flatness : 1
    values[Self.pitchedCount + 3] = long.isSounding ? long.flatness : 1
  }

  /// Adds notes, compressed, to the registers of a view.
  private mutating func fold(_ notes: [Float], at view: Int) {
    for (index, amount) in notes.enumerated() where amount > 0 {
      add(powf(amount, Self.compression), note: NoteDictionary.lowestNote + index, at: view)
    }
    scale(view)
  }

  /// Adds a tuned spectrum, a semitone at a time, to the registers of a view.
  private mutating func fold(tuned: [Float], at view: Int) {
    for index in 0..<PitchAxis.noteCount {
      let bin = index * PitchAxis.binsPerSemitone
      let below = bin > 0 ? tuned[bin - 1] : 0
      let amount = tuned[bin] + 0.5 * (below + tuned[bin + 1])
      if amount > 0 { add(amount, note: PitchAxis.lowestNote + index, at: view) }
    }
    scale(view)
  }

  /// Shares an amount between the two registers whose middles lie around `note`.
  private mutating func add(_ amount: Float, note: Int, at view: Int) {
    let place = min(max(note, Self.lowestCenter), Self.highestCenter) - Self.lowestCenter
    let register = min(place / 12, Self.registerCount - 2)
    let upper = Float(place - 12 * register) / 12
    let start = (view * Self.registerCount + register) * 12 + note % 12
    values[start] += amount * (1 - upper)
    values[start + 12] += amount * upper
  }

  private mutating func scale(_ view: Int) {
    let range = view * Self.registerCount * 12..<(view + 1) * Self.registerCount * 12
    var square: Float = 0
    for index in range { square += values[index] * values[index] }
    guard square > 1e-12 else { return }
    let factor = 4 / square.squareRoot()
    for index in range { values[index] *= factor }
  }
}
