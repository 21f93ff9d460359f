import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// How a connection begins: as HTTP, and as a web socket once it is asked for and welcome.
extension WebServer {
  static func prepare(
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
          head.mayOpenSocket && services.door.objection(to: caller) == nil
          && services.clients.hasRoom(
            for: services.door.isOurs(caller.address) ? nil : caller.address,
            isTrusted: services.door.trusts(caller.address, token: caller.token))
          && services.mayRequest(caller.address)
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
