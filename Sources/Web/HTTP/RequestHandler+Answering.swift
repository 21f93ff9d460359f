import NIOCore
import NIOHTTP1
private import OSCControl

/// What is answered to whom.
extension RequestHandler {
  /// Answers the request of `head`, which has ended, once it is clear who asks, and what he may.
  func answer(_ context: ChannelHandlerContext, _ head: HTTPRequestHead) {
    guard context.channel.isActive else { return }
    let caller = Caller(context.channel, head)
    guard services.mayRequest(caller.address) else {
      write(context, head, .tooMany)
      return
    }
    if let objection = services.door.objection(to: caller) {
      write(context, head, objection)
      return
    }
    if let refusal = Answer(refusedSocket: head) {
      write(context, head, refusal)
      return
    }
    let right = services.door.right(of: caller.address, token: caller.token)
    let route = Route(head)
    if case .nothing(let answer) = route {
      write(context, head, answer)
      return
    }
    guard !hasBody || route.takesBody else {
      write(context, head, .tooLarge("this takes no body"))
      return
    }
    switch route {
    case .file(let name): write(context, head, .file(name))
    case .nothing(let answer): write(context, head, answer)
    case _ where right == nil: write(context, head, .untrusted)
    case .analyse where right != .administration, .forget where right != .administration:
      write(context, head, .forbidden("this token is for playing only"))
    case .analyse: analyse(context, head)
    case .analysis(let id): write(context, head, progress(id))
    case .forget(let id): write(context, head, forget(id))
    case .hostInfo: write(context, head, .json(info(context, caller)))
    case .query(let path, let attribute): query(context, head, path, attribute)
    }
  }

  private func info(_ context: ChannelHandlerContext, _ caller: Caller) -> String {
    let host = caller.host?.split(separator: ":").first.map(String.init) ?? "127.0.0.1"
    return services.info.json(host: host, port: context.channel.localAddress?.port ?? 0)
  }

  /// Asks the control thread, and answers when it has and the JSON is made.
  private func query(
    _ context: ChannelHandlerContext, _ head: HTTPRequestHead, _ path: String, _ attribute: String?
  ) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    services.gate.leave(
      .survey(path) { [loop = context.eventLoop, services] document in
        services.write {
          let answer = document.answer(attribute)
          loop.execute {
            let (handler, context) = bound.value
            handler.write(context, head, answer)
          }
        }
      })
  }
}
