private import CRealtime

/// Runs `body` as the audio thread would: under RealtimeSanitizer, a call that may block aborts.
public func withRealtimeContext<Result>(_ body: () -> Result) -> Result {
  realtime_enter()
  defer { realtime_exit() }
  return body()
}
