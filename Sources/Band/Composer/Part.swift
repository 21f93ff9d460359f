/// A player of the band.
package enum Part: Int, CaseIterable, Sendable, BitwiseCopyable {
  case bass, drums, comping, pad, arpeggio, lead

  /// Those of the composer's whose notes follow the chords.
  static let pitched: [Part] = [.bass, .comping, .pad, .arpeggio]

  /// Whether its notes follow one another without overlapping.
  var hasOneVoice: Bool { self == .bass || self == .lead }

  /// The output of the node that plays it: the lead is a node of its own.
  package var port: Int { self == .lead ? 0 : rawValue }

  /// What style files call it.
  package var name: String {
    switch self {
    case .bass: "bass"
    case .drums: "drums"
    case .comping: "comping"
    case .pad: "pad"
    case .arpeggio: "arpeggio"
    case .lead: "lead"
    }
  }
}
