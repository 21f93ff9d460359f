import NIOHTTP1

extension Answer {
  /// What is said to a caller whose request, by its `head`, wanted a web socket, and did not get one.
  ///
  /// `nil` where none was wanted: other protocols may be passed over (RFC 9110, section 7.8). A version
  /// that is not ours is answered as RFC 6455, section 4.2.2, wants it.
  init?(refusedSocket head: HTTPRequestHead) {
    guard head.offersSocket else { return nil }
    let (versions, keys) = (
      head.headers["Sec-WebSocket-Version"], head.headers["Sec-WebSocket-Key"]
    )
    self =
      if !head.mayOpenSocket {
        .refused("a web socket is asked for by GET, HTTP/1.1, 'Connection: Upgrade' and no body")
      } else if versions.count != 1 || keys.count != 1 || keys == [""] {
        .refused("a web socket is asked for with one version and one key")
      } else if versions != ["13"] {
        .otherVersion
      } else {
        .busy
      }
  }
}

extension HTTPRequestHead {
  fileprivate var offersSocket: Bool {
    headers[canonicalForm: "Upgrade"].contains { $0.lowercased() == "websocket" }
  }

  /// Whether the parser of HTTP takes what follows this request for no more HTTP.
  ///
  /// Who is answered by HTTP all the same is hung up on: what he asks next would not be read.
  var endsHTTP: Bool {
    !headers["Upgrade"].isEmpty
      && headers[canonicalForm: "Connection"].contains { $0.lowercased() == "upgrade" }
  }

  /// Whether a web socket may be opened, as far as the form goes (RFC 6455, section 4.1, points 1 to 6).
  ///
  /// Were one opened where the parser of HTTP goes on, requests would come to where frames are read, which
  /// ends the program.
  var mayOpenSocket: Bool {
    method == .GET && version == .http1_1 && endsHTTP
      && headers["Content-Length"].isEmpty && headers["Transfer-Encoding"].isEmpty
  }
}
