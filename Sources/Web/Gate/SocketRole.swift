/// What a web socket is for, by the path that it was opened at.
enum SocketRole: Equatable, Sendable {
  /// OSCQuery: commands as text, OSC packets as binary.
  case query

  /// Sound comes in, for the node of this name or for any that takes it; chords go out.
  case sound(node: String?)

  /// What the band plays goes out: as text, or as OSC.
  case music(isBinary: Bool)

  init(_ uri: String) {
    let halves = uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let query = halves.count == 2 ? halves[1] : ""
    switch halves.first {
    case "/ws":
      self = .sound(node: query.hasPrefix("node=") ? String(query.dropFirst(5)) : nil)
    case "/ws/midi": self = .music(isBinary: query == "format=binary")
    default: self = .query
    }
  }
}
