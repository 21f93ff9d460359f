import Glibc

/// How strongly the twelve pitch classes sound, in the bass and above it.
struct Chroma {
  /// From C up; of unit length, or zero.
  var treble = [Float](repeating: 0, count: 12)
  /// From C up; shorter where little sounds in the bass.
  var bass = [Float](repeating: 0, count: 12)

  /// Folds notes from MIDI 28 up into pitch classes.
  ///
  /// Bass and treble overlap in a crossfade, as in Mauch & Dixon (ISMIR 2010), 2.4.
  init(_ notes: [Float]) {
    for (index, amount) in notes.enumerated() where amount > 0 {
      let note = NoteDictionary.lowestNote + index
      let level = powf(amount, Self.compression)
      treble[note % 12] += level * Self.trebleWeights[index]
      bass[note % 12] += level * Self.bassWeights[index]
    }
    let share = Self.length(bass) / max(Self.length(treble), 1e-6)
    Self.scale(&treble, to: 1)
    Self.scale(&bass, to: min(1, 3 * share))
  }

  /// The power that keeps one loud note from hiding the others.
  private static let compression: Float = 0.55

  private static let trebleWeights = weights { note in
    ramp(note, from: 30, to: 47) * (1 - 0.9 * ramp(note, from: 72, to: 89))
  }
  private static let bassWeights = weights { note in 1 - ramp(note, from: 46, to: 59) }

  private static func weights(_ curve: (Float) -> Float) -> [Float] {
    (0..<NoteDictionary.noteCount).map { curve(Float(NoteDictionary.lowestNote + $0)) }
  }

  private static func ramp(_ x: Float, from low: Float, to high: Float) -> Float {
    min(1, max(0, (x - low) / (high - low)))
  }

  private static func length(_ values: [Float]) -> Float {
    values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  private static func scale(_ values: inout [Float], to target: Float) {
    let length = length(values)
    guard length > 1e-6 else { return }
    for index in values.indices { values[index] *= target / length }
  }
}
