import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket
package import OSCControl

/// Serves the page and OSCQuery on a thread of its own.
///
/// It never touches the engine: what callers want is left for the control thread, which fetches it
/// by ``serve(_:analyst:sound:)``.
package final class WebServer: OSCConnections {
  private let group: MultiThreadedEventLoopGroup
  private let channel: any Channel
  let services: WebServices

  /// What the band has played in this turn.
  var played: [PlayedMessage] = []

  /// What is to be sent to web sockets at the end of the turn, by their number.
  private var outgoing: [UInt32: [SocketMessage]] = [:]

  /// Begins to listen.
  ///
  /// `wake` is called from the server's thread when something waits for the
  /// control thread.
  package init(
    _ options: WebOptions, info: HostInfo, wake: @escaping @Sendable () -> Void
  ) throws(WebError) {
    let door = Doorkeeper(
      networks: options.networks, token: options.token, playToken: options.playToken,
      hostname: options.hostname, trustsLoopback: options.trustsLoopback,
      localRight: options.localRight)
    let services = WebServices(door: door, gate: ControlGate(wake: wake), info: info)
    self.services = services
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let open = OpenConnections()
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 64)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try WebServer.prepare(channel, services, open)
        }
      }
    do {
      let address = options.networks == nil ? "127.0.0.1" : "0.0.0.0"
      channel = try bootstrap.bind(host: address, port: Int(options.port)).wait()
    } catch {
      group.shutdownGracefully { _ in }
      throw WebError(description: "cannot listen on TCP port \(options.port): \(error)")
    }
  }

  package var port: Int { channel.localAddress?.port ?? 0 }

  /// Ends all connections.
  package func close() {
    channel.close(promise: nil)
    group.shutdownGracefully { _ in }
  }

  /// Ends all web sockets; their owners may come back.
  func dropSockets() { for client in services.clients.all.values { client.close() } }

  private static func prepare(
    _ channel: any Channel, _ services: WebServices, _ open: OpenConnections
  ) throws {
    let address = Caller.address(channel)
    let stranger = services.door.isOurs(address) ? nil : address
    guard services.door.admits(address), open.enter(stranger) else {
      throw ChannelError.ioOnClosedChannel
    }
    channel.closeFuture.whenComplete { _ in open.leave(stranger) }
    let handler = RequestHandler(services)
    let bound = NIOLoopBound(handler, eventLoop: channel.eventLoop)
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = WebLimits.head
    limits.maxHeaderListSize = WebLimits.head
    limits.maxHeaderFieldCount = 64
    try channel.pipeline.syncOperations.configureHTTPServerPipeline(
      withServerUpgrade: (
        upgraders: [upgrader(services)],
        completionHandler: { context in
          context.pipeline.syncOperations.removeHandler(bound.value, promise: nil)
        }
      ), withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
    try channel.pipeline.syncOperations.addHandler(handler)
  }

  private static func upgrader(_ services: WebServices) -> NIOWebSocketServerUpgrader {
    NIOWebSocketServerUpgrader(
      maxFrameSize: WebLimits.message,
      shouldUpgrade: { channel, head in
        let caller = Caller(channel, head)
        let isWelcome =
          services.door.objection(to: caller) == nil
          && services.clients.hasRoom(
            for: services.door.isOurs(caller.address) ? nil : caller.address,
            isTrusted: services.door.trusts(caller.address, token: caller.token))
        return channel.eventLoop.makeSucceededFuture(isWelcome ? [:] : nil)
      },
      upgradePipelineHandler: { channel, head in
        channel.eventLoop.makeCompletedFuture {
          let caller = Caller(channel, head)
          let right = services.door.right(of: caller.address, token: caller.token)
          let pipeline = channel.pipeline.syncOperations
          try pipeline.addHandler(
            NIOWebSocketFrameAggregator(
              minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 64,
              maxAccumulatedFrameSize: WebLimits.message))
          try pipeline.addHandler(
            ClientSocket(
              services, address: caller.address, role: SocketRole(head.uri), right: right))
        }
      })
  }
}

extension WebServer {
  /// What one turn of the control thread deals with at most.
  private static let turn = 512

  /// Nanoseconds after which what is left waits for the next turn.
  private static let turnLimit: Int64 = 2_000_000

  /// What is taken from the gate at a time.
  private static let portion = 32

  package func send(_ packet: [UInt8], to connection: UInt32) {
    outgoing[connection, default: []].append(.binary(packet))
  }

  package func tell(_ change: AddressChange) {
    let text = JSONText.command(change)
    for number in services.clients.listening(.query) {
      outgoing[number, default: []].append(.text(text))
    }
  }

  /// Deals with what callers want; on the control thread.
  package func serve(
    _ server: OSCServer, analyst: (any Analyst)? = nil, sound: (any SoundTaker)? = nil
  ) {
    let start = Clock.monotonic()
    var settled: [UInt32: Int] = [:]
    for _ in 0..<Self.turn / Self.portion {
      let items = services.gate.take(Self.portion)
      for item in items { deal(with: item, server, analyst, sound, &settled) }
      if items.count < Self.portion || Clock.monotonic() - start > Self.turnLimit { break }
    }
    if !settled.isEmpty { server.tick() }
    let clients = services.clients.all
    for (number, count) in settled { clients[number]?.settle(count) }
  }

  private func deal(
    with item: GateItem, _ server: OSCServer, _ analyst: (any Analyst)?,
    _ sound: (any SoundTaker)?, _ settled: inout [UInt32: Int]
  ) {
    switch item {
    case .packet(let bytes, let peer):
      settled[peer.connection, default: 0] += 1
      server.receive(bytes, from: peer)
    case .command(let command, let peer):
      settled[peer.connection, default: 0] += 1
      obey(command, from: peer, server)
    case .ended(let peer):
      sound?.end(peer.connection)
      server.forget(peer)
    case .soundBegins(let connection, let node): begin(connection, node, sound)
    case .sound(let samples, let rate, let connection):
      settled[connection, default: 0] += 1
      take(samples, rate, from: connection, sound)
    case .analysis(let analysis):
      if let analyst {
        analyst.analyse(analysis)
      } else {
        analysis.end(.failed("nobody here can analyse it"))
      }
    case .survey(let path, let answer):
      answer(
        QueryDocument(path: path, states: server.survey(under: path), docs: server.nodeDocs))
    }
  }

  /// Sends what the turn has brought; on the control thread.
  ///
  /// `now` is the engine's time, in seconds.
  package func flush(now: Double = 0) {
    flushMusic(now: now)
    guard !outgoing.isEmpty else { return }
    let clients = services.clients.all
    for (number, messages) in outgoing { clients[number]?.send(messages) }
    outgoing.removeAll(keepingCapacity: true)
  }

  private func obey(_ command: QueryCommand, from peer: OSCPeer, _ server: OSCServer) {
    switch command.command {
    case "LISTEN": _ = server.listen(to: command.data, from: peer)
    case "IGNORE": server.ignore(command.data, from: peer)
    default: break
    }
  }
}
