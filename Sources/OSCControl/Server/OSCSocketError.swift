private import Glibc

/// Why no socket could be had.
package struct OSCSocketError: Error, Equatable, CustomStringConvertible {
  package let port: UInt16
  package let code: Int32

  package var description: String {
    switch code {
    case EADDRINUSE:
      "UDP port \(port) is taken; stop the other program or choose another with --osc-port"
    case EACCES:
      "UDP port \(port) may not be opened by this user; choose one above 1023 with --osc-port"
    default: "UDP port \(port) cannot be opened: \(String(cString: strerror(code)))"
    }
  }
}
