/// A MIDI output that nobody has a use for any more, and that is closed only when the ends of its notes can
/// have been sent once more: a cycle may just have come too late.
///
/// Times in nanoseconds.
struct ClosingPort {
  /// Which step of its end is due.
  enum Step {
    /// The audio thread is to forget it.
    case forget
    case close
  }

  /// For how long it stays: a late cycle may follow by a quarter of a second that swallows what was sent, and it
  /// has to be calm for a tenth.
  private static let patience: Int64 = 500_000_000

  let port: JackPorts.Port
  private var due: Int64
  private var isForgotten = false

  init(_ port: JackPorts.Port, now: Int64) {
    self.port = port
    due = now + Self.patience
  }

  /// What is to be done by `now`, if anything; a cycle takes `settling` at most to take up what it is told.
  mutating func takeStep(now: Int64, settling: Int64) -> Step? {
    guard now >= due else { return nil }
    if isForgotten { return .close }
    isForgotten = true
    due = now + settling
    return .forget
  }
}
