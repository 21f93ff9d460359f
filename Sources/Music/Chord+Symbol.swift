extension Chord {
  /// Reads a chord as players spell it: "C", "Bbm7", "F#ø", "C-7", "C^7", "G7(b9)", "D/F#".
  ///
  /// What the thirteen qualities cannot hold is left out where the rest stays true: ninths and
  /// higher, altered ninths, added notes. Returns `nil` for what is no chord.
  package init?(symbol: some StringProtocol) {
    var scanner = SymbolScanner(symbol)
    guard let root = scanner.note(), let quality = scanner.quality() else { return nil }
    guard scanner.take("/") else {
      guard scanner.isAtEnd else { return nil }
      self.init(root, quality)
      return
    }
    guard let bass = scanner.note(), scanner.isAtEnd else { return nil }
    self.init(root, quality, bass: bass)
  }
}

/// A chord symbol, or one that says that no chord is played.
package enum ChordSymbol: Hashable, Sendable, BitwiseCopyable {
  case chord(Chord)
  case none

  /// Reads a chord symbol or one of "N.C.", "NC" and "N"; `nil` for what is neither.
  package init?(_ text: some StringProtocol) {
    guard !["n.c.", "nc", "n.c", "n"].contains(text.lowercased()) else {
      self = .none
      return
    }
    guard let chord = Chord(symbol: text) else { return nil }
    self = .chord(chord)
  }

  /// The chord; `nil` where none is to be played.
  package var chord: Chord? {
    guard case .chord(let chord) = self else { return nil }
    return chord
  }
}
