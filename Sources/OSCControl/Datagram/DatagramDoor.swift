/// A UDP port where OSC comes in, with a lane of its own for `/panic`, so that it waits behind nothing else.
///
/// What came in one system call is dealt with one by one, and may be left at any point until later.
final class DatagramDoor {
  private var socket: OSCSocket
  private var lane: OSCSocket

  /// Whose datagrams are taken; `nil` where none can come but this machine's.
  private let networks: [Network]?
  private let right: OSCRight
  private var count = 0
  private var next = 0

  /// Opens `port` on this machine for those who may do what `right` says.
  init(port: UInt16, right: OSCRight) throws(OSCSocketError) {
    socket = try OSCSocket(port: port, isShared: true)
    lane = try OSCSocket(port: socket.port, isLane: true)
    networks = nil
    self.right = right
  }

  /// Opens `port` to other machines, too, which may play where they are of one of `networks`: nothing proves
  /// who they are.
  init(port: UInt16, networks: [Network]) throws(OSCSocketError) {
    socket = try OSCSocket(port: port, isOpenToAll: true, isShared: true)
    lane = try OSCSocket(port: port, isOpenToAll: true, isLane: true)
    self.networks = networks
    right = .playing
  }

  var port: UInt16 { socket.port }

  /// The descriptors to wait on.
  var fileDescriptors: [Int32] { [socket.fileDescriptor, lane.fileDescriptor] }

  /// Whether there is a datagram to deal with, fetched if need be.
  func hasNext() -> Bool {
    if next == count {
      next = 0
      count = socket.receive()
    }
    return next < count
  }

  /// The bytes of the next datagram, until ``advance()``, and who sent it.
  var datagram: UnsafeRawBufferPointer { socket.datagram(next) }
  var sender: OSCPeer { peer(socket.sender(next)) }

  /// Goes on to the datagram after; returns `false` where that is still to be fetched.
  func advance() -> Bool {
    next += 1
    return next < count
  }

  /// How many panics came, as much as one system call brings; they are there until the next call.
  func receivePanics() -> Int { lane.receive() }

  func panic(_ index: Int) -> UnsafeRawBufferPointer { lane.datagram(index) }

  func panicSender(_ index: Int) -> OSCPeer { peer(lane.sender(index)) }

  private func peer(_ sender: OSCPeer) -> OSCPeer {
    var peer = sender
    peer.right = right
    peer.isStranger = networks != nil
    return peer
  }

  /// Whether `peer`, who came in here, is to be heard.
  func admits(_ peer: OSCPeer) -> Bool {
    guard let networks else { return true }
    return networks.contains { $0.contains(peer.address) }
  }

  func send(_ datagrams: [[UInt8]], to peer: OSCPeer) {
    for datagram in datagrams { socket.send(datagram, to: peer) }
  }
}
