/// A key: a tonic and a mode.
package struct Key: Hashable, Sendable, BitwiseCopyable {
  /// Which of the two scales a key has.
  package enum Mode: Int, CaseIterable, Sendable, BitwiseCopyable {
    case major, minor
  }

  package let tonic: PitchClass
  package let mode: Mode

  package init(_ tonic: PitchClass, _ mode: Mode) {
    self.tonic = tonic
    self.mode = mode
  }

  /// The name mir_eval and MIREX use: "C major", "A minor".
  package var name: String { tonic.name + (mode == .major ? " major" : " minor") }

  /// The key of the other mode with the same notes: A minor of C major, and the other way round.
  package var relative: Key {
    mode == .major ? Key(tonic.raised(by: 9), .minor) : Key(tonic.raised(by: 3), .major)
  }

  /// The seven notes of the key in semitones above C, tonic first; natural minor.
  package var scale: [PitchClass] {
    let steps = mode == .major ? [0, 2, 4, 5, 7, 9, 11] : [0, 2, 3, 5, 7, 8, 10]
    return steps.map(tonic.raised(by:))
  }
}
