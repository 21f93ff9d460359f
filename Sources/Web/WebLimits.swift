/// What is refused because it is too much; none of it grows with what callers do.
enum WebLimits {
  /// Connections at a time, web sockets among them.
  static let connections = 64

  /// Web sockets at a time.
  static let sockets = 16

  /// The most bytes of a message over a web socket.
  static let message = 1 << 16

  /// Messages of one web socket that may wait for the control thread before no more are read.
  static let waiting = 256

  /// Bytes that may wait to be sent to one web socket before it is given up.
  static let unsent = 1 << 20

  /// The most bytes of the head of a request.
  static let head = 16 << 10

  /// Seconds that a caller has for the head of a request, and between two.
  static let patience: Int64 = 15

  /// Seconds after which a web socket from which nothing was heard is given up.
  static let silence: Int64 = 30
}
