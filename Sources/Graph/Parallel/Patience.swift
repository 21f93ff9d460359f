/// How long the audio thread waits for a task that a helper has begun, in ticks.
///
/// A helper that the system has interrupted would otherwise hold up the cycle, and with it everybody else
/// at the server, for as long as the system likes.
struct Patience: BitwiseCopyable {
  /// Until when it waits, counted from the beginning of the cycle; 0 for as long as it takes.
  let end: Int

  /// What it waits at least, however late it is.
  let least: Int

  /// As long as it takes, as is right where there is no deadline.
  static var endless: Patience { @_noLocks get { Patience(end: 0, least: 0) } }

  @_noLocks
  init(end: Int, least: Int) {
    self.end = end
    self.least = least
  }
}
