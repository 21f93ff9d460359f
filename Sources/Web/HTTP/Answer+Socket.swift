import NIOHTTP1

extension Answer {
  /// What is said to a caller who wanted a web socket, by `headers`, and did not get one.
  ///
  /// `nil` where none was wanted: other protocols may be passed over (RFC 9110, section 7.8). A version
  /// that is not ours is answered as RFC 6455, section 4.2.2, wants it.
  init?(refusedSocket headers: HTTPHeaders) {
    let offers = headers[canonicalForm: "Upgrade"].map { $0.lowercased() }
    guard offers.contains("websocket") else { return nil }
    let (versions, keys) = (headers["Sec-WebSocket-Version"], headers["Sec-WebSocket-Key"])
    self =
      if versions.count != 1 || keys.count != 1 || keys == [""] {
        .refused("a web socket is asked for with one version and one key")
      } else if versions != ["13"] {
        .otherVersion
      } else {
        .busy
      }
  }
}
