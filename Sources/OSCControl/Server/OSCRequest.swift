/// A message with its sender and its request id taken apart.
struct OSCRequest {
  let address: String
  let arguments: [OSCArgument]

  /// What the sender wants to recognise the answer by: `#` and more, or a whole number.
  let id: OSCArgument?
  let peer: OSCPeer

  /// When it arrived, on the monotonic clock.
  let time: Int64

  /// Takes `message` apart; an integer is an id only after `expected` arguments.
  init(_ message: OSCMessage, expected: Int?, peer: OSCPeer, time: Int64) {
    var arguments = message.arguments
    id = Self.id(of: arguments, expected: expected)
    if id != nil { arguments.removeLast() }
    self.address = message.address
    self.arguments = arguments
    self.peer = peer
    self.time = time
  }

  private static func id(of arguments: [OSCArgument], expected: Int?) -> OSCArgument? {
    switch arguments.last {
    case .string(let text)? where text.hasPrefix("#"): .string(text)
    case .int(let number)? where arguments.count - 1 == expected: .int(number)
    case .long(let number)? where arguments.count - 1 == expected: .long(number)
    default: nil
    }
  }
}

extension OSCRequest {
  /// The bytes that its texts and blobs take, which may be many.
  var byteCount: Int {
    arguments.reduce(address.utf8.count) { size, argument in
      switch argument {
      case .string(let text), .symbol(let text): size + text.utf8.count
      case .blob(let bytes): size + bytes.count
      default: size
      }
    }
  }
}
