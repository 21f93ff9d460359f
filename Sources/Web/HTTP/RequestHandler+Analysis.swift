import NIOCore
import NIOHTTP1
private import OSCControl

extension RequestHandler {
  /// Makes room for a recording, where one is to come and may.
  ///
  /// A caller that asks first whether it should send the recording is told at once if not.
  func begin(_ context: ChannelHandlerContext, _ head: HTTPRequestHead) {
    let caller = Caller(context.channel, head)
    guard case .analyse(let format) = Route(head), services.door.objection(to: caller) == nil,
      services.door.right(of: caller.address, token: caller.token) == .administration
    else { return }
    wait(context, seconds: WebLimits.uploading)
    let asks = head.headers.first(name: "Expect")?.lowercased() == "100-continue"
    let size = head.headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
    if size > WebLimits.recording, asks {
      refuse(context, head, Upload.tooLarge)
      return
    }
    guard let analysis = services.analyses.admit(format) else {
      if asks { refuse(context, head, .busy) }
      return
    }
    upload = Upload(analysis)
    guard asks else { return }
    let go = HTTPResponseHead(version: head.version, status: .continue)
    context.writeAndFlush(wrapOutboundOut(.head(go)), promise: nil)
  }

  /// Has the recording analysed that has come.
  ///
  /// Who prefers not to wait is told where to look.
  func analyse(_ context: ChannelHandlerContext, _ head: HTTPRequestHead) {
    guard let upload else {
      write(context, head, .busy)
      return
    }
    self.upload = nil
    if let failure = upload.failure {
      write(context, head, failure)
      return
    }
    let analysis = upload.take()
    services.gate.leave(.analysis(analysis))
    guard !head.headers[canonicalForm: "Prefer"].contains("respond-async") else {
      write(context, head, analysis.answer)
      return
    }
    awaited = analysis
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    analysis.whenOver { [loop = context.eventLoop] _ in
      loop.execute {
        let (handler, context) = bound.value
        handler.awaited = nil
        handler.write(context, head, analysis.answer)
      }
    }
  }

  /// What is known about the analysis `id` by now.
  func progress(_ id: String) -> Answer {
    services.analyses.find(id)?.answer ?? Self.unknown(id)
  }

  func forget(_ id: String) -> Answer {
    guard let analysis = services.analyses.find(id) else { return Self.unknown(id) }
    services.analyses.remove(analysis)
    return .nothing
  }

  private static func unknown(_ id: String) -> Answer {
    .missing("there is no analysis \(id); the last \(WebLimits.keptAnalyses) are kept")
  }
}

extension Analysis {
  /// What is found, or how far it is.
  fileprivate var answer: Answer {
    switch stage {
    case .done(let bytes): .document(bytes, type: format.type)
    case .failed(let text): .failed(text)
    case .waiting, .running:
      .accepted(stage.report(id: id), location: "/analyze/" + id)
    }
  }
}
