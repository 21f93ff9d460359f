import Glibc
import OSCControl

/// A way to strumd.
enum DaemonLink {
  /// A UNIX socket, by its path.
  case stream(OSCStream, String)

  /// Datagrams to a port.
  case datagrams(DatagramLink)

  /// Speaks over the UNIX socket where strumd has one and `port` is not asked for, else by datagrams.
  init(port: UInt16?, else other: UInt16) throws(DaemonError) {
    if port == nil {
      for path in OSCSocketFile.candidates {
        if let stream = OSCStream(connectingTo: .path(path)) {
          self = .stream(stream, path)
          return
        }
      }
    }
    self = .datagrams(try DatagramLink(port: port ?? other))
  }

  /// What an error calls it.
  var name: String {
    switch self {
    case .stream(_, let path): path
    case .datagrams(let link): "OSC port \(link.port)"
    }
  }

  var fileDescriptor: Int32 {
    switch self {
    case .stream(let stream, _): stream.fileDescriptor
    case .datagrams(let link): link.fileDescriptor
    }
  }

  func send(_ packet: [UInt8]) {
    switch self {
    case .stream(let stream, _): stream.sendAll(packet)
    case .datagrams(let link): link.send(packet)
    }
  }

  /// The packets that wait.
  func receive() -> [[UInt8]] {
    switch self {
    case .stream(let stream, _): stream.receive()
    case .datagrams(let link): link.receive()
    }
  }
}

/// Datagrams to a port of this machine.
final class DatagramLink {
  let port: UInt16
  private var socket: OSCSocket

  init(port: UInt16) throws(DaemonError) {
    self.port = port
    do throws(OSCSocketError) {
      socket = try OSCSocket(port: 0)
    } catch {
      throw .socket(error.description)
    }
  }

  var fileDescriptor: Int32 { socket.fileDescriptor }

  func send(_ packet: [UInt8]) {
    socket.send(packet, to: OSCPeer(address: OSCPeer.loopback, port: port))
  }

  func receive() -> [[UInt8]] { (0..<socket.receive()).map { Array(socket.datagram($0)) } }
}
