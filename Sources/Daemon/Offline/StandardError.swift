private import Glibc

/// What the user reads beside a run's results.
enum StandardError {
  static func warn(_ text: String) { write("strumd: warning: \(text)\n") }

  static func write(_ text: String) {
    var bytes = Array(text.utf8)
    bytes.withUnsafeMutableBytes { _ = Glibc.write(2, $0.baseAddress, $0.count) }
  }
}
