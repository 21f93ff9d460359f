/// Why we are not a client of a JACK server.
enum JackError: Error, Equatable {
  /// None runs, or it belongs to another user.
  case noServer

  /// The server refused.
  case refused(String)
}
