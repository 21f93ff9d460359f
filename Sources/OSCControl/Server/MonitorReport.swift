/// One message that came in, with what became of it.
struct MonitorReport {
  /// What became of a message.
  enum Outcome: String {
    /// Done, as it was asked for.
    case accepted

    /// Done, with a value that was brought into its range.
    case clamped

    /// Not done.
    case refused

    /// To be done later: at the time that its bundle names, or when work on it has ended.
    case waiting
  }

  /// The most arguments that are told of a message.
  private static let argumentLimit = 16

  /// The most bytes that are told of each text, so that a report fits a datagram.
  private static let textLimit = 60

  let sender: OSCPeer
  let outcome: Outcome

  /// The value it was clamped to, or why it was refused.
  let detail: String
  let message: OSCMessage

  /// What a watcher is told: sender, outcome, detail, address, then the arguments as they came.
  var arguments: [OSCArgument] {
    let head = [sender.description, outcome.rawValue, Self.cut(detail, 200)]
    return head.map(OSCArgument.string) + [.string(Self.cut(message.address, 200))]
      + message.arguments.prefix(Self.argumentLimit).map(Self.cut)
  }

  private static func cut(_ argument: OSCArgument) -> OSCArgument {
    switch argument {
    case .string(let text): .string(cut(text, textLimit))
    case .symbol(let text): .symbol(cut(text, textLimit))
    case .blob(let bytes): .string("\(bytes.count) bytes")
    default: argument
    }
  }

  private static func cut(_ text: String, _ limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    var short = ""
    for character in text {
      guard short.utf8.count + character.utf8.count <= limit else { break }
      short.append(character)
    }
    return short + "…"
  }
}
