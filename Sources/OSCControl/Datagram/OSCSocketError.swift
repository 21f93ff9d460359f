private import Glibc
private import Platform

/// Why no socket could be had.
package struct OSCSocketError: Error, Equatable, CustomStringConvertible {
  /// What could not be opened: a port, or a file.
  package let place: String
  package let code: Int32

  package var description: String {
    switch code {
    case EADDRINUSE:
      "\(place) is taken; stop the other program or choose another with --osc-port"
    case EACCES:
      "\(place) may not be opened by this user; choose one above 1023 with --osc-port"
    default: "\(place) cannot be opened: \(SystemError(code: code).reason)"
    }
  }
}
