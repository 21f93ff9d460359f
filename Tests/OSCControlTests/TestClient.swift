@testable import OSCControl

/// A client on a port of its own.
final class TestClient {
  private var socket: OSCSocket
  private let server: OSCServer

  init(_ server: OSCServer) throws {
    socket = try OSCSocket(port: 0)
    self.server = server
  }

  var port: UInt16 { socket.port }

  /// What the server knows it as.
  var peer: OSCPeer { OSCPeer(address: OSCPeer.loopback, port: port) }

  func send(_ packet: OSCPacket) { send(packet.bytes) }

  func send(_ bytes: [UInt8]) {
    socket.send(bytes, to: OSCPeer(address: 0x7f00_0001, port: server.port))
  }

  /// Sends a message and returns what came back at once.
  func ask(_ address: String, _ arguments: OSCArgument...) -> [OSCMessage] {
    send(.message(OSCMessage(address, arguments)))
    server.receiveAll()
    return received()
  }

  /// Sends a packet and returns what came back at once.
  func ask(_ packet: OSCPacket) -> [OSCMessage] {
    send(packet)
    server.receiveAll()
    return received()
  }

  /// The messages that wait here, bundles opened.
  func received() -> [OSCMessage] {
    datagrams().compactMap { try? OSCPacket($0) }.flatMap(\.messages)
  }

  func datagrams() -> [[UInt8]] {
    var datagrams: [[UInt8]] = []
    while true {
      let count = socket.receive()
      guard count > 0 else { return datagrams }
      for index in 0..<count { datagrams.append(Array(socket.datagram(index))) }
    }
  }
}
