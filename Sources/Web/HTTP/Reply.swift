import NIOHTTP1

/// An answer as HTTP writes it.
struct Reply {
  let status: HTTPResponseStatus
  private(set) var headers: HTTPHeaders = [
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
  ]
  private(set) var body: [UInt8] = []

  init(_ answer: Answer, for head: HTTPRequestHead) {
    switch answer {
    case .json(let text):
      status = .ok
      fill(Array(text.utf8), "application/json")
      headers.add(name: "Cache-Control", value: "no-store")
      headers.add(name: "Vary", value: "Accept")
    case .document(let bytes, let type):
      status = .ok
      fill(bytes, type)
      headers.add(name: "Cache-Control", value: "no-store")
    case .accepted(let text, let location):
      status = .accepted
      fill(Array(text.utf8), "application/json")
      headers.add(name: "Cache-Control", value: "no-store")
      headers.add(name: "Location", value: location)
      headers.add(name: "Retry-After", value: "1")
    case .file(let name):
      guard let file = PageFile(name) else {
        self = Reply(.missing("there is no file \(name)"), for: head)
        return
      }
      headers.add(name: "Content-Security-Policy", value: PageFile.policy)
      headers.add(name: "ETag", value: file.tag)
      headers.add(name: "Cache-Control", value: "no-cache")
      headers.add(name: "Vary", value: "Accept")
      if head.headers.first(name: "If-None-Match") == file.tag {
        status = .notModified
      } else {
        status = .ok
        fill(file.bytes, file.type)
      }
    case .nothing: status = .noContent
    case .refused(let text): (status, body) = (.badRequest, Array(text.utf8))
    case .untrusted: (status, body) = (.unauthorized, Array("show the token".utf8))
    case .forbidden(let text): (status, body) = (.forbidden, Array(text.utf8))
    case .missing(let text): (status, body) = (.notFound, Array(text.utf8))
    case .tooLarge(let text): (status, body) = (.payloadTooLarge, Array(text.utf8))
    case .failed(let text): (status, body) = (.unprocessableEntity, Array(text.utf8))
    case .unacceptable(let text): (status, body) = (.notAcceptable, Array(text.utf8))
    case .tooMany:
      (status, body) = (.tooManyRequests, Array("ask less often".utf8))
      headers.add(name: "Retry-After", value: "1")
    case .busy:
      (status, body) = (.serviceUnavailable, Array("try again later".utf8))
      headers.add(name: "Retry-After", value: "5")
    case .otherVersion:
      (status, body) = (.upgradeRequired, Array("web sockets are spoken here in version 13".utf8))
      headers.add(name: "Upgrade", value: "websocket")
      headers.add(name: "Connection", value: "upgrade")
      headers.add(name: "Sec-WebSocket-Version", value: "13")
    case .wrongMethod(let allowed):
      let text = "only \(allowed); changes of what plays go over the web socket"
      (status, body) = (.methodNotAllowed, Array(text.utf8))
      headers.add(name: "Allow", value: allowed)
    }
    if headers["Content-Type"].isEmpty { fill(body, "text/plain; charset=utf-8") }
  }

  private mutating func fill(_ bytes: [UInt8], _ type: String) {
    body = bytes
    guard status != .noContent, status != .notModified else { return }
    headers.add(name: "Content-Type", value: type)
    headers.add(name: "Content-Length", value: String(bytes.count))
  }
}
