/// What travels over a wire.
package enum PortType: Hashable, Sendable {
  /// Samples, full scale ±1.
  case audio
  /// MIDI channel messages.
  case midi
  /// What an analyser found out, or what steers a node.
  case event(EventType)

  /// The name that patches, documentation and errors use.
  package var name: String {
    switch self {
    case .audio: "audio"
    case .midi: "midi"
    case .event(let type): type.rawValue
    }
  }
}
