import NIOCore
private import NIOPosix
import NIOWebSocket
import OSCControl

/// A web socket: what comes over it goes to the control thread.
final class ClientSocket: ChannelInboundHandler, ChannelOutboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  let services: WebServices
  let address: UInt32
  let role: SocketRole

  /// What the caller may do; `nil` until a token was shown.
  var right: OSCRight?
  private(set) var number: UInt32?

  /// How the sound is written that comes, once that was said.
  var format: SoundFormat?

  /// Messages that the control thread has yet to deal with, and whether no more are read meanwhile.
  var waiting = 0
  private var isReadHeld = false
  private var wasHeard = true
  private var watch: RepeatedTask?

  init(_ services: WebServices, address: UInt32, role: SocketRole, right: OSCRight?) {
    self.services = services
    self.role = role
    self.address = address
    self.right = right
  }

  var isTrusted: Bool { right != nil }

  var peer: OSCPeer {
    OSCPeer(
      connection: number ?? 0, address: address, isStranger: !services.door.isOurs(address),
      right: right ?? .playing)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    number = services.clients.add(
      SocketClient(
        context.channel, role: role, stranger: services.door.isOurs(address) ? nil : address,
        isTrusted: isTrusted))
    guard number != nil else {
      end(context, .init(codeNumber: 1013))
      return
    }
    if !isTrusted { awaitProof(context) }
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    watch = context.eventLoop.scheduleRepeatedTask(
      initialDelay: .seconds(WebLimits.silence / 2), delay: .seconds(WebLimits.silence / 2)
    ) { _ in
      let (socket, context) = bound.value
      socket.listen(context)
    }
  }

  /// Gives a caller little time to show the token.
  private func awaitProof(_ context: ChannelHandlerContext) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: .seconds(WebLimits.proof)) {
      let (socket, context) = bound.value
      if !socket.isTrusted, socket.number != nil { socket.end(context, .policyViolation) }
    }
  }

  /// Gives up a caller from whom nothing was heard since the last time, or asks for a sign of life.
  private func listen(_ context: ChannelHandlerContext) {
    guard wasHeard else {
      context.close(promise: nil)
      return
    }
    wasHeard = false
    write(context, .ping, context.channel.allocator.buffer(capacity: 0))
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    watch?.cancel()
    guard let number else { return }
    services.gate.leave(.ended(peer))
    services.clients.remove(number)
    self.number = nil
  }

  func channelInactive(context: ChannelHandlerContext) {
    handlerRemoved(context: context)
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    wasHeard = true
    let frame = unwrapInboundIn(data)
    guard number != nil else { return }
    switch frame.opcode {
    case .binary where isTrusted: take(context, frame.unmaskedData)
    case .text: obey(context, String(buffer: frame.unmaskedData))
    // Who reads nothing would have answers fill the memory; only the latest ping need be answered.
    case .ping where context.channel.isWritable:
      let pong = WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData)
      context.write(wrapOutboundOut(pong), promise: nil)
    case .ping: break
    case .pong: break
    case .connectionClose: end(context, .normalClosure)
    default: end(context, isTrusted ? .protocolError : .policyViolation)
    }
  }

  /// Sends what answers all that was read at once.
  func channelReadComplete(context: ChannelHandlerContext) {
    context.flush()
    context.fireChannelReadComplete()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard let settled = event as? SettledMessages else {
      context.fireUserInboundEventTriggered(event)
      return
    }
    waiting -= settled.count
    guard isReadHeld, waiting < WebLimits.waiting else { return }
    isReadHeld = false
    context.read()
  }

  /// Leaves in the network what comes faster than it is dealt with.
  func read(context: ChannelHandlerContext) {
    if waiting < WebLimits.waiting { context.read() } else { isReadHeld = true }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  func write(
    _ context: ChannelHandlerContext, _ opcode: WebSocketOpcode, _ data: ByteBuffer
  ) {
    let frame = WebSocketFrame(fin: true, opcode: opcode, data: data)
    context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
  }

  /// Hangs up, and says why.
  func end(_ context: ChannelHandlerContext, _ code: WebSocketErrorCode) {
    var data = context.channel.allocator.buffer(capacity: 2)
    data.write(webSocketErrorCode: code)
    let frame = WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(frame)).whenComplete { _ in
      bound.value.close(promise: nil)
    }
  }
}
