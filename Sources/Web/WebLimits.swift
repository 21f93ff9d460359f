/// What is refused because it is too much; none of it grows with what callers do.
enum WebLimits {
  /// Connections at a time, web sockets among them.
  static let connections = 64

  /// Connections at a time from one address of another machine.
  static let connectionsPerAddress = 24

  /// HTTP requests a second from one address of another machine, and how many at once after a pause: the page
  /// takes some thirty.
  static let requestRate = 20.0
  static let savedRequests = 200.0

  /// Web sockets at a time.
  static let sockets = 16

  /// Web sockets at a time from one address of another machine.
  static let socketsPerAddress = 8

  /// Web sockets at a time of callers who have yet to show the token, so that they cannot keep out
  /// those who know it.
  static let unprovenSockets = 4

  /// Seconds in which they have to.
  static let proof: Int64 = 5

  /// The most bytes of a message over a web socket.
  static let message = 1 << 16

  /// Messages of one web socket that may wait for the control thread before no more are read; a long one
  /// counts as several.
  static let waiting = 256

  /// The bytes after which it does.
  static let messagePart = 4096

  /// Bytes that may wait to be sent to one web socket before it is given up.
  static let unsent = 1 << 20

  /// Bytes that may wait to be sent to all web sockets before the slowest is given up.
  static let unsentToAll = 8 << 20

  /// The most bytes of the head of a request.
  static let head = 16 << 10

  /// Seconds that a caller has for the head of a request, and between two.
  static let patience: Int64 = 15

  /// Seconds that a caller has to read an answer.
  static let answering: Int64 = 120

  /// Bytes of answers that may wait to be read, and below which one may wait however many do: each of the
  /// ``connections`` has one.
  static let unsentAnswers = 32 << 20
  static let shortAnswer = 1 << 18

  /// The most bytes of a recording to analyse: six minutes as WAV in stereo, some fifteen as FLAC.
  static let recording = 64 << 20

  /// Seconds that a caller has to send a recording.
  static let uploading: Int64 = 120

  /// Recordings that may be on their way in, wait or be analysed at a time.
  static let analyses = 4

  /// Analyses whose findings are kept for callers who come back.
  static let keptAnalyses = 4

  /// Seconds after which a web socket from which nothing was heard is given up.
  static let silence: Int64 = 30
}
