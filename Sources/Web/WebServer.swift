import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket
import OSCControl
private import Platform

/// Serves the page and OSCQuery on a thread of its own.
///
/// It never touches the engine: what callers want is left for the control thread, which fetches it
/// by ``serve(_:analyst:sound:)``.
package final class WebServer: OSCConnections {
  private let group: MultiThreadedEventLoopGroup
  private let writers = NIOThreadPool(numberOfThreads: 1)
  private let channel: any Channel
  let services: WebServices

  /// Nanoseconds that the server's thread asks the processor for at a time, the fewest there are.
  private static let threadTurn: UInt64 = 100_000

  /// Bytes that are read of one connection before the next has its turn.
  private static let portion = 2048

  /// What the band has played in this turn.
  var played: [PlayedMessage] = []

  /// What is to be sent to web sockets at the end of the turn, by their number.
  var outgoing: [UInt32: [SocketMessage]] = [:]

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
    writers.start()
    writers.submit { _ in
      ThreadTurns.standBack()
      RecordingFolder.sweep()
    }
    let services = WebServices(
      door: door, gate: ControlGate(wake: wake), info: info, writers: writers)
    self.services = services
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    group.next().execute { ThreadTurns.ask(for: Self.threadTurn) }
    let open = OpenConnections()
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 64)
      .serverChannelOption(.maxMessagesPerRead, value: 1)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(
        .recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: Self.portion)
      )
      .childChannelOption(.maxMessagesPerRead, value: 1)
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
      writers.shutdownGracefully { _ in }
      throw WebError(description: "cannot listen on TCP port \(options.port): \(error)")
    }
  }

  /// The TCP port that is listened at; 0 once it is closed.
  package var port: Int { channel.localAddress?.port ?? 0 }

  /// Ends all connections, and analyses that are under way.
  package func close() {
    services.analyses.close()
    channel.close(promise: nil)
    group.shutdownGracefully { _ in }
    writers.shutdownGracefully { _ in }
  }

  /// Ends all web sockets; their owners may come back.
  func dropSockets() { for client in services.clients.all.values { client.close() } }
}
