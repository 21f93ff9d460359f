/// The connections of clients that speak OSC over TCP or a UNIX socket.
///
/// As many as ``limit``; who comes then is turned away.
struct OSCStreams: ~Copyable {
  /// The most connections at a time.
  static let limit = 32

  /// The most over TCP where there is a UNIX socket, too: whoever may use that finds room.
  static let portLimit = 24

  /// What is kept for all clients together that do not read, in bytes.
  static let unreadLimit = 8 << 20

  /// How many are taken in, or turned away, at a socket before others have their turn: who asks for connections
  /// without end keeps nobody waiting.
  static let turn = 4

  private enum Key {
    static let datagrams: UInt32 = 0
    static let port: UInt32 = 1
    static let path: UInt32 = 2
    static let firstConnection: UInt32 = 16
  }

  private let readiness = Readiness()
  private let port: StreamListener
  private var path: StreamListener?

  private var streams: [UInt32: OSCStream] = [:]
  private var next = Key.firstConnection
  private var ended: [OSCPeer] = []
  private var warnings = StreamWarnings()

  /// Whether anything came in ``serve(but:)``, so that there may be more.
  private(set) var hasRead = false

  /// What clients at the TCP port may do.
  private let right: OSCRight

  /// Takes connections at a TCP port; `datagrams` are descriptors to wait for beside them.
  init(_ port: StreamListener, datagrams: [Int32], right: OSCRight) {
    self.port = port
    self.right = right
    for descriptor in datagrams { readiness.add(descriptor, key: Key.datagrams) }
    readiness.add(port.fileDescriptor, key: Key.port)
  }

  /// Ready when anything is to be read.
  var fileDescriptor: Int32 { readiness.fileDescriptor }

  /// Listens at a UNIX socket, too.
  mutating func open(_ file: String) throws(OSCSocketError) {
    let listener = try StreamListener(.path(file))
    readiness.add(listener.fileDescriptor, key: Key.path)
    path = listener
  }

  /// Reads what waits, takes new connections in, and sends what found no room before; those from whom
  /// `backlog` holds something are not read from.
  mutating func serve(
    but backlog: StreamBacklog
  ) -> [(packet: [UInt8], peer: OSCPeer)] {
    var packets: [(packet: [UInt8], peer: OSCPeer)] = []
    hasRead = false
    for event in readiness.ready() {
      switch event.key {
      case Key.datagrams: break
      case Key.port:
        let limit = path == nil ? Self.limit : Self.portLimit
        for _ in 0..<Self.turn {
          guard let descriptor = port.accept() else { break }
          admit(descriptor, right, limit: limit)
        }
      case Key.path:
        for _ in 0..<Self.turn {
          guard let descriptor = path?.accept() else { break }
          admit(descriptor, OSCRight(atSocket: descriptor), limit: Self.limit)
        }
      case let key:
        if event.isWritable, let end = streams[key]?.flush() { close(key, end) }
        if event.isReadable, !backlog.holds(OSCPeer(stream: key)) { receive(key, into: &packets) }
        update(key)
      }
    }
    return packets
  }

  private mutating func admit(_ descriptor: Int32, _ right: OSCRight, limit: Int) {
    let stream = OSCStream(descriptor, right: right)
    guard streams.count < limit else {
      warnings.add(
        .turnedAway, "a client was turned away: \(streams.count) connections are open")
      return
    }
    streams[next] = stream
    readiness.add(descriptor, key: next)
    next = next == OSCPeer.streamLimit ? Key.firstConnection : next + 1
  }

  private mutating func receive(
    _ key: UInt32, into packets: inout [(packet: [UInt8], peer: OSCPeer)]
  ) {
    hasRead = true
    let peer = OSCPeer(stream: key, right: streams[key]?.right ?? .playing)
    if let end = streams[key]?.receive(deliver: { packets.append(($0, peer)) }) { close(key, end) }
  }

  /// Sends `packet` to a connection, or keeps it until there is room; one that has ended swallows it.
  mutating func send(_ packet: [UInt8], to peer: OSCPeer) {
    let key = peer.stream
    if let end = streams[key]?.send(packet) { close(key, end) }
    update(key)
    if streams[key]?.isWaiting == true { relieve() }
  }

  /// How many are connected.
  var count: Int { streams.count }

  /// What waits for all clients, in bytes.
  var unread: Int { streams.values.reduce(0) { $0 + $1.unread } }

  /// Closes those who leave most unread, as long as all together leave too much.
  private mutating func relieve() {
    while unread > Self.unreadLimit,
      let (key, stream) = streams.max(by: { $0.value.unread < $1.value.unread })
    {
      close(key, .slow(unread: stream.unread))
    }
  }

  /// Waits for room where something waits to be sent.
  private func update(_ key: UInt32) {
    guard let stream = streams[key] else { return }
    readiness.wait(for: stream.fileDescriptor, key: key, toWrite: stream.isWaiting)
  }

  private mutating func close(_ key: UInt32, _ end: OSCStream.End) {
    guard streams.removeValue(forKey: key) != nil else { return }
    let peer = OSCPeer(stream: key)
    ended.append(peer)
    if let reason = end.reason { warnings.add(.ended, "\(peer) was closed: \(reason)") }
  }

  /// The connections that have ended since the last call.
  mutating func takeEnded() -> [OSCPeer] {
    defer { ended.removeAll() }
    return ended
  }

  /// What there is to say of connections that we have ended, since the last call.
  mutating func takeWarnings(at time: Int64) -> [String] { warnings.take(at: time) }
}
