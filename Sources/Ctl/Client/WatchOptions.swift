import ArgumentParser
import OSCControl

/// How long a verb watches that shows what goes on.
struct WatchOptions: ParsableArguments {
  /// Seconds from which on it watches until it is ended.
  private static let forever = 1e9

  @Option(help: "End after so many seconds.")
  var seconds: Double?

  /// When it ends, on the monotonic clock.
  var end: Int64 {
    guard let seconds, seconds < Self.forever else { return .max }
    return Clock.monotonic() + Int64(max(0, seconds) * 1e9)
  }
}
