/// A player of the band.
package enum Part: Int, CaseIterable, Sendable, BitwiseCopyable {
  case bass, drums, comping, pad, arpeggio

  /// Those whose notes follow the chords.
  static let pitched: [Part] = [.bass, .comping, .pad, .arpeggio]

  /// What style files call it.
  package var name: String {
    switch self {
    case .bass: "bass"
    case .drums: "drums"
    case .comping: "comping"
    case .pad: "pad"
    case .arpeggio: "arpeggio"
    }
  }
}
