import NIOCore
import NIOWebSocket

/// What is sent over a web socket.
enum SocketMessage: Sendable {
  case binary([UInt8])
  case text(String)

  /// That we hang up, because of what the other end did.
  case end

  var count: Int {
    switch self {
    case .binary(let bytes): bytes.count
    case .text(let text): text.utf8.count
    case .end: 2
    }
  }

  private static func end(_ allocator: ByteBufferAllocator) -> WebSocketFrame {
    var data = allocator.buffer(capacity: 2)
    data.write(webSocketErrorCode: .policyViolation)
    return WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
  }

  func frame(_ allocator: ByteBufferAllocator) -> WebSocketFrame {
    switch self {
    case .binary(let bytes):
      WebSocketFrame(fin: true, opcode: .binary, data: allocator.buffer(bytes: bytes))
    case .text(let text):
      WebSocketFrame(fin: true, opcode: .text, data: allocator.buffer(string: text))
    case .end: Self.end(allocator)
    }
  }
}
