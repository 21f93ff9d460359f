import NIOCore
import NIOWebSocket

/// What is sent over a web socket.
enum SocketMessage: Sendable {
  case binary([UInt8])
  case text(String)

  var count: Int {
    switch self {
    case .binary(let bytes): bytes.count
    case .text(let text): text.utf8.count
    }
  }

  func frame(_ allocator: ByteBufferAllocator) -> WebSocketFrame {
    switch self {
    case .binary(let bytes):
      WebSocketFrame(fin: true, opcode: .binary, data: allocator.buffer(bytes: bytes))
    case .text(let text):
      WebSocketFrame(fin: true, opcode: .text, data: allocator.buffer(string: text))
    }
  }
}
