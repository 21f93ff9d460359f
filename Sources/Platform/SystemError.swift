private import Glibc

/// Why the system refused something.
package struct SystemError: Error, Equatable {
  /// The number of the error, as `errno` has it.
  package let code: Int32

  package init(code: Int32) { self.code = code }

  /// Of the call that has just failed.
  package static var last: SystemError { SystemError(code: errno) }

  /// In the system's words, as they stand within a sentence: "permission denied".
  package var reason: String {
    strerror(code).map { String(cString: $0).lowercased() } ?? "error \(code)"
  }
}
