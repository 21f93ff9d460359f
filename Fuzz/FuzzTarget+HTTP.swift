import NIOCore
import NIOEmbedded

@testable import Web

extension FuzzTarget {
  /// What comes over a connection to the web server: requests, and frames once it has become a web socket.
  ///
  /// The first byte says where it is cut in two, as a network may.
  static func feedHTTP(_ bytes: [UInt8]) {
    guard let cut = bytes.first.map({ Int($0) % bytes.count }) else { return }
    let services = WebServices(
      door: Doorkeeper(networks: nil, token: "", hostname: "box"), gate: ControlGate {},
      info: HostInfo(oscPort: 9440, version: "0"))
    let channel = EmbeddedChannel()
    guard let caller = try? SocketAddress(ipAddress: "127.0.0.1", port: 1),
      (try? channel.connect(to: caller).wait()) != nil,
      (try? WebServer.prepare(channel, services, OpenConnections())) != nil
    else { fatalError("no connection") }
    for piece in [bytes[..<cut], bytes[cut...]] {
      _ = try? channel.writeInbound(ByteBuffer(bytes: piece))
      answer(services, channel)
    }
    _ = try? channel.finish(acceptAlreadyClosed: true)
    services.analyses.close()
  }

  /// Does for the connection what the control thread would, with an engine that has nothing to tell.
  private static func answer(_ services: WebServices, _ channel: EmbeddedChannel) {
    while let item = services.gate.take() {
      switch item {
      case .survey(let path, let answer):
        answer(QueryDocument(path: path, states: [], docs: [:]))
      case .analysis(let analysis): analysis.end(.failed("nobody here can analyse it"))
      case .packet, .command, .ended, .sound, .soundBegins: break
      }
    }
    for client in services.clients.all.values { client.settle(1) }
    channel.embeddedEventLoop.run()
  }
}
