/// What an HTTP request is answered with.
package enum Answer: Equatable, Sendable {
  case json(String)

  /// What was found in a recording.
  case document([UInt8], type: String)

  /// 202: what is known of a recording so far, and where to ask again.
  case accepted(String, location: String)

  /// 422, and why.
  case failed(String)

  /// 406, and what there is.
  case unacceptable(String)

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

  /// 405, and the methods that there are.
  case wrongMethod(allowed: String)

  /// 413, and how much would be taken.
  case tooLarge(String)

  /// 426: web sockets are spoken here in one version only.
  case otherVersion

  /// 429.
  case tooMany

  /// 503: there are too many web sockets, or too many recordings are being analysed.
  case busy
}
