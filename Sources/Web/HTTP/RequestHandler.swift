import NIOCore
import NIOHTTP1
private import NIOWebSocket

/// Answers the requests of one connection, one after the other.
final class RequestHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  let services: WebServices
  private var head: HTTPRequestHead?
  private(set) var hasBody = false

  /// The recording that the request brings.
  var upload: Upload?

  /// The analysis whose findings the caller waits for.
  var awaited: Analysis?

  /// Whether the request was answered before its end, after which nothing more is read.
  private var isRefused = false

  /// Whether a request has yet to be answered, and how many answers have yet to leave.
  private var isAsked = false
  private var leaving = 0
  private var patience: Scheduled<Void>?

  init(_ services: WebServices) { self.services = services }

  func handlerAdded(context: ChannelHandlerContext) { wait(context) }

  /// Who hangs up does not want to know any more.
  func handlerRemoved(context: ChannelHandlerContext) {
    patience?.cancel()
    awaited?.giveUp()
  }

  /// Gives the caller some time for the next request, or to end this one.
  func wait(_ context: ChannelHandlerContext, seconds: Int64 = WebLimits.patience) {
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    patience?.cancel()
    patience = context.eventLoop.scheduleTask(in: .seconds(seconds)) {
      bound.value.close(promise: nil)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    // What was left unanswered comes when the connection has ended, all at once.
    guard context.channel.isActive else { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      // Answers that nobody reads would fill the memory.
      guard context.channel.isWritable else {
        isRefused = true
        context.close(promise: nil)
        return
      }
      self.head = head
      hasBody = false
      begin(context, head)
    case .body(let buffer):
      hasBody = true
      if !isRefused { upload?.add(buffer) }
    case .end:
      guard let head, !isRefused else { return }
      patience?.cancel()
      isAsked = true
      takeTurn(context) { $0.answer($1, head) }
    }
  }

  /// Does `work` when every other connection has had its turn: a caller who asks much at once has it answered
  /// bit by bit.
  private func takeTurn(
    _ context: ChannelHandlerContext,
    _ work: @escaping @Sendable (RequestHandler, ChannelHandlerContext) -> Void
  ) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    context.eventLoop.execute { work(bound.value.0, bound.value.1) }
  }

  /// Answers before the request has ended, and hangs up.
  func refuse(_ context: ChannelHandlerContext, _ head: HTTPRequestHead, _ answer: Answer) {
    isRefused = true
    write(context, head, answer, closes: true)
  }

  func write(
    _ context: ChannelHandlerContext, _ head: HTTPRequestHead, _ answer: Answer,
    closes: Bool = false
  ) {
    guard context.channel.isActive else { return }
    var reply = Reply(answer, for: head)
    if !services.hasRoom(for: reply.body.count) { reply = Reply(.busy, for: head) }
    let size = reply.body.count
    services.keep(size)
    isAsked = false
    leaving += 1
    wait(context, seconds: WebLimits.answering)
    var response = HTTPResponseHead(version: head.version, status: reply.status)
    response.headers = reply.headers
    let goesOn = head.isKeepAlive && !closes && !head.endsHTTP
    if !goesOn { response.headers.add(name: "Connection", value: "close") }
    context.write(wrapOutboundOut(.head(response)), promise: nil)
    if head.method != .HEAD, !reply.body.isEmpty {
      let body = context.channel.allocator.buffer(bytes: reply.body)
      context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    }
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      let (handler, context) = bound.value
      handler.services.settle(size)
      handler.leaving -= 1
      if !goesOn {
        context.close(promise: nil)
      } else if handler.leaving == 0, !handler.isAsked, handler.upload == nil {
        handler.wait(context)
      }
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // The request that asked for a web socket comes after, and is answered.
    guard !(error is NIOWebSocketUpgradeError) else { return }
    context.close(promise: nil)
  }
}
