/// Why a message was not carried out, as `/error` tells it.
package struct OSCFailure: Error, Hashable {
  /// Codes after those of HTTP, which everyone knows.
  package enum Code: Int32, Sendable {
    case badArgument = 400
    case forbidden = 403
    case notFound = 404
    case readOnly = 405
    case refused = 409
    case tooLarge = 413
    case failed = 422
    case tooMany = 429
  }

  package let code: Code
  package let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
