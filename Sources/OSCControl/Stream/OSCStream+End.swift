extension OSCStream {
  /// Why a connection has ended.
  enum End {
    /// The client ended it.
    case closed
    case unreadable(FrameReader.Problem)

    /// The client reads more slowly than it is sent to, and has left so many bytes.
    case slow(unread: Int)

    /// What the client has done that we ended it; `nil` where that was not us.
    var reason: String? {
      switch self {
      case .closed: nil
      case .slow(let unread): "it leaves \(unread >> 10) KiB unread"
      case .unreadable(.tooLong): "a packet of more than \(PacketBounds.packetSize) bytes"
      case .unreadable(.badEscape): "it sends neither SLIP nor lengths"
      }
    }
  }
}
