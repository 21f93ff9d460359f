private import CLo
private import Glibc

/// A UDP socket that never blocks, on this machine's loopback unless it is to be reached from elsewhere.
package struct OSCSocket: ~Copyable {
  /// How many datagrams one system call may bring.
  static let batch = 64

  /// Bytes from one datagram's place to the next: the beginnings of all come to lie in different sets of a
  /// cache, where at a power of two they would push each other out.
  private static let stride = PacketBounds.packetSize + 192

  /// How much the system keeps for us while we are busy, in bytes; less where it allows less.
  private static let receiveBuffer: Int32 = 16 << 20

  /// The descriptor to wait on.
  package let fileDescriptor: Int32

  /// The port that was bound, which is a free one where 0 was asked for.
  package let port: UInt16

  /// How many datagrams could not be sent because the system had no room.
  package private(set) var dropped = 0

  private let slots: UnsafeMutablePointer<osc_datagram>
  private let vectors: UnsafeMutablePointer<iovec>
  private let senders: UnsafeMutablePointer<sockaddr_in>
  private let memory: UnsafeMutableRawPointer

  /// Opens `port` on 127.0.0.1, or on every address of this machine if it `isOpenToAll`; 0 takes any free port.
  ///
  /// If it `isShared`, a second one may be opened at the same port that `isLane`, which gets all that begins
  /// with the address `/panic`.
  package init(
    port: UInt16, isOpenToAll: Bool = false, isShared: Bool = false, isLane: Bool = false
  ) throws(OSCSocketError) {
    let socket = Glibc.socket(
      AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
    let peer = OSCPeer(address: isOpenToAll ? 0 : OSCPeer.loopback, port: port)
    guard socket >= 0, !(isShared || isLane) || osc_share_port(socket) == 0,
      Self.bind(socket, to: peer), !isLane || osc_lead_panics(socket) == 0
    else {
      let code = errno
      if socket >= 0 { close(socket) }
      throw OSCSocketError(place: "UDP port \(port)", code: code)
    }
    Self.widen(socket)
    fileDescriptor = socket
    self.port = Self.port(of: socket)
    slots = .allocate(capacity: Self.batch)
    vectors = .allocate(capacity: Self.batch)
    senders = .allocate(capacity: Self.batch)
    memory = .allocate(byteCount: Self.batch * Self.stride, alignment: 64)
    prepare()
  }

  deinit {
    close(fileDescriptor)
    slots.deallocate()
    vectors.deallocate()
    senders.deallocate()
    memory.deallocate()
  }

  private static func bind(_ socket: Int32, to peer: OSCPeer) -> Bool {
    var address = socketAddress(peer)
    return withSocketAddress(&address) { Glibc.bind(socket, $0, $1) } == 0
  }

  private static func socketAddress(_ peer: OSCPeer) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = peer.port.bigEndian
    address.sin_addr.s_addr = peer.address.bigEndian
    return address
  }

  private static func withSocketAddress<Result>(
    _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  private static func widen(_ socket: Int32) {
    var size = receiveBuffer
    let length = socklen_t(MemoryLayout<Int32>.size)
    if setsockopt(socket, SOL_SOCKET, SO_RCVBUFFORCE, &size, length) != 0 {
      setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &size, length)
    }
  }

  private static func port(of socket: Int32) -> UInt16 {
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withSocketAddress(&address) { pointer, _ in getsockname(socket, pointer, &length) }
    return UInt16(bigEndian: address.sin_port)
  }

  private func prepare() {
    for index in 0..<Self.batch {
      (senders + index).initialize(to: sockaddr_in())
      (vectors + index).initialize(
        to: iovec(
          iov_base: memory + index * Self.stride, iov_len: PacketBounds.packetSize))
      (slots + index).initialize(to: osc_datagram())
      slots[index].header.msg_name = UnsafeMutableRawPointer(senders + index)
      slots[index].header.msg_iov = vectors + index
      slots[index].header.msg_iovlen = 1
    }
  }

  /// Fetches what waits, as many as one call brings, and says how many.
  ///
  /// ``datagram(_:)`` and ``sender(_:)`` are valid until the next call.
  package mutating func receive() -> Int {
    for index in 0..<Self.batch {
      slots[index].header.msg_namelen = socklen_t(MemoryLayout<sockaddr_in>.size)
    }
    let flags = Int32(MSG_DONTWAIT)
    return max(0, Int(osc_receive(fileDescriptor, slots, UInt32(Self.batch), flags, nil)))
  }

  /// The bytes of a datagram that was just received.
  package func datagram(_ index: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: memory + index * Self.stride, count: Int(slots[index].length))
  }

  /// Who sent a datagram that was just received.
  package func sender(_ index: Int) -> OSCPeer {
    OSCPeer(
      address: UInt32(bigEndian: senders[index].sin_addr.s_addr),
      port: UInt16(bigEndian: senders[index].sin_port))
  }

  /// Sends `bytes` as one datagram, or drops and counts it where the system has no room.
  package mutating func send(_ bytes: [UInt8], to peer: OSCPeer) {
    var address = Self.socketAddress(peer)
    let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
    let sent = Self.withSocketAddress(&address) {
      sendto(fileDescriptor, bytes, bytes.count, flags, $0, $1)
    }
    if sent < 0 { dropped += 1 }
  }
}
