/// What a player or a rig asks the engine to do.
package enum ControlCommand: Hashable, Sendable {
  /// Play at this many beats per minute.
  case tempo(Double)

  /// A foot came down when the monotonic clock showed this many nanoseconds.
  case tap(nanoseconds: Int64)
  case start
  case stop

  /// The beat that sounds is the first of its bar.
  case downbeat

  /// The beat is twice as fast as it was taken for, or half.
  case doubleTime
  case halfTime
  case panic
  case resetLedger

  /// Measure what leaves by every output, for so many seconds from now on; 0 ends it.
  case watchLevels(seconds: Double)
  case quit
}
