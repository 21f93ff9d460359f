/// What an HTTP request is answered with.
package enum Answer: Equatable, Sendable {
  case json(String)

  /// A file of the page, by name.
  case file(String)

  /// 204: what was asked has no meaning here.
  case nothing

  /// 400, and what to write instead.
  case refused(String)

  /// 401.
  case untrusted

  /// 403, and why.
  case forbidden(String)

  /// 404.
  case missing(String)

  /// 405.
  case wrongMethod

  /// 413, and how much would be taken.
  case tooLarge(String)

  /// 503: there are too many web sockets.
  case busy
}
