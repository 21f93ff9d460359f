extension OSCServer {
  /// The most bytes of one piece of a long text.
  private static let pieceSize = 1000

  func send(_ message: OSCMessage, to peer: OSCPeer) {
    send([message.bytes], to: subscribers.endpoint(for: peer))
  }

  /// Sends encoded messages, in datagrams of several or one by one over a connection.
  func send(_ messages: [[UInt8]], to peer: OSCPeer) {
    guard peer.connection != 0 else {
      door(of: peer).send(OSCSocket.datagrams(of: messages), to: peer)
      return
    }
    if peer.isStream {
      for message in messages { streams.send(message, to: peer) }
      return
    }
    for message in messages { connections?.send(message, to: peer.connection) }
  }

  /// Sends what answers `request`, or, where no datagram holds it, that it is too much.
  func send(_ message: OSCMessage, for request: OSCRequest) {
    let endpoint = subscribers.endpoint(for: request.peer)
    let (bytes, limit) = (message.bytes, OSCSocket.datagramSize)
    guard endpoint.connection != 0 || bytes.count <= limit else {
      complain(
        OSCFailure(.tooLarge, "the answer has more than \(limit) bytes; ask over a connection"),
        address: request.address, id: request.id, to: request.peer)
      return
    }
    send([bytes], to: endpoint)
  }

  /// Where datagrams of `peer` come in, and answers go out.
  func door(of peer: OSCPeer) -> DatagramDoor { doors[peer.isStranger ? doors.count - 1 : 0] }

  /// Answers a request that carries an id; others asked for no answer.
  func acknowledge(_ request: OSCRequest, _ arguments: [OSCArgument]) {
    tell(request, "/reply", arguments)
  }

  /// Answers a request with each of `messages`, and then how many there were.
  func answer(_ request: OSCRequest, withEach messages: [OSCMessage]) {
    send(messages.map(\.bytes), to: subscribers.endpoint(for: request.peer))
    acknowledge(request, [.int(Int32(clamping: messages.count))])
  }

  /// Sends `arguments` to `address` for a request that carries an id.
  func tell(_ request: OSCRequest, _ address: String, _ arguments: [OSCArgument]) {
    guard let id = request.id else { return }
    send(OSCMessage(address, [.string(request.address), id] + arguments), for: request)
  }

  /// Answers a question: with `/reply` where it carries an id, else at its own address.
  func answer(_ request: OSCRequest, _ arguments: [OSCArgument]) {
    if request.id == nil {
      send(OSCMessage(request.address, arguments), for: request)
    } else {
      acknowledge(request, arguments)
    }
  }

  /// Answers with a text, in pieces that say which of how many they are where it is long.
  func answer(_ request: OSCRequest, text: String) {
    let pieces = Self.pieces(of: text)
    for (index, piece) in pieces.enumerated() {
      answer(request, [.string(piece)] + Self.place(index, of: pieces.count))
    }
  }

  func complain(_ failure: OSCFailure, _ request: OSCRequest) {
    note(request, .refused, "\(failure.code.rawValue) \(failure.message)")
    complain(failure, address: request.address, id: request.id, to: request.peer)
  }

  /// Sends `/error`, at most once a second to those who gave no id.
  func complain(_ failure: OSCFailure, address: String, id: OSCArgument?, to peer: OSCPeer) {
    guard id != nil || complaints.admit(peer, at: Clock.monotonic()) else { return }
    let pieces = Self.pieces(of: failure.message)
    for (index, piece) in pieces.enumerated() {
      let arguments: [OSCArgument] = [
        .string(address), id ?? .string(""), .int(failure.code.rawValue), .string(piece),
      ]
      send(OSCMessage("/error", arguments + Self.place(index, of: pieces.count)), to: peer)
    }
  }

  private static func place(_ index: Int, of count: Int) -> [OSCArgument] {
    count == 1 ? [] : [.int(Int32(index + 1)), .int(Int32(count))]
  }

  /// Cuts `text` into pieces of whole Unicode scalars that each fit a datagram with their address.
  static func pieces(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    guard bytes.count > pieceSize else { return [text] }
    var pieces: [String] = []
    var start = 0
    while start < bytes.count {
      var end = min(start + pieceSize, bytes.count)
      while end < bytes.count, bytes[end] & 0xc0 == 0x80 { end -= 1 }
      pieces.append(String(decoding: bytes[start..<end], as: UTF8.self))
      start = end
    }
    return pieces
  }
}
