import OSCControl

/// Puts an answer together that came in pieces: each ends with its number and how many there are.
struct Pieces {
  private var texts: [Int: String] = [:]

  /// The arguments that `message`, a `/reply` or an `/error`, carries; `nil` until all are there.
  mutating func join(_ message: OSCMessage) -> [OSCArgument]? {
    let arguments = Array(message.arguments.dropFirst(message.address == "/error" ? 3 : 2))
    guard arguments.count == 3, let text = arguments[0].text,
      case .int(let number) = arguments[1], case .int(let count) = arguments[2]
    else { return arguments }
    texts[Int(number)] = text
    guard texts.count == count else { return nil }
    return [.string(texts.sorted { $0.key < $1.key }.map(\.value).joined())]
  }
}
