import OSCControl

/// Our end of the line to a session manager; belongs to the control thread.
struct SessionLink: ~Copyable {
  /// The most bytes of a text: a message is one datagram.
  private static let textSize = 1000

  private var socket: OSCSocket
  private let server: OSCPeer

  /// Opens a socket to speak to `server` from; `nil` where the system has none left.
  init?(to server: OSCPeer) {
    do throws(OSCSocketError) {
      socket = try OSCSocket(port: 0, isOpenToAll: !server.isLoopback)
    } catch {
      return nil
    }
    self.server = server
  }

  var fileDescriptor: Int32 { socket.fileDescriptor }

  mutating func send(_ address: String, _ arguments: OSCArgument...) {
    let cut = arguments.map { argument in
      if case .string(let text) = argument { OSCArgument.string(Self.cut(text)) } else { argument }
    }
    socket.send(OSCMessage(address, cut).bytes, to: server)
  }

  /// The characters of `text` that fit.
  private static func cut(_ text: String) -> String {
    guard text.utf8.count > textSize else { return text }
    var size = 0
    return String(
      text.prefix { character in
        size += character.utf8.count
        return size <= textSize
      })
  }

  /// What the manager has said since the last call; what others send is passed over.
  ///
  /// Takes no more than one batch of datagrams, so that nobody who sends without end holds up the rest.
  mutating func receive() -> [OSCMessage] {
    (0..<socket.receive()).compactMap { index in
      guard isServer(socket.sender(index)),
        case .message(let message)? = try? OSCPacket(decoding: socket.datagram(index))
      else { return nil }
      return message
    }
  }

  /// A manager on this machine may be called by a name that is 127.0.1.1, and answer from 127.0.0.1.
  private func isServer(_ peer: OSCPeer) -> Bool {
    peer == server || (peer.port == server.port && peer.isLoopback && server.isLoopback)
  }
}
