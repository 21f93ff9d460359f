private import CRealtime
private import Glibc

/// How far a run is, on standard error where that is a terminal.
struct ProgressBar {
  /// The length of what is run, in seconds.
  private let total: Double
  private let isShown: Bool
  private let began = realtime_nanoseconds()
  private var drawn: Int64 = 0

  init(total: Double, isQuiet: Bool) {
    self.total = total
    isShown = !isQuiet && isatty(2) != 0
  }

  /// Seconds since the run began.
  var elapsed: Double { Double(realtime_nanoseconds() - began) / 1e9 }

  /// Shows that `done` seconds have been run, ten times a second at most.
  mutating func show(_ done: Double) {
    let now = realtime_nanoseconds()
    guard isShown, now - drawn >= 100_000_000 else { return }
    drawn = now
    StandardError.write("\r\u{1B}[K" + Self.line(done: done, of: total, elapsed: elapsed))
  }

  /// Takes the bar off the screen.
  func clear() {
    if isShown { StandardError.write("\r\u{1B}[K") }
  }

  /// The bar after `elapsed` seconds of work.
  static func line(done: Double, of total: Double, elapsed: Double) -> String {
    let width = 30
    let share = total > 0 ? min(max(done / total, 0), 1) : 1
    let full = Int(share * Double(width))
    let bar = String(repeating: "#", count: full) + String(repeating: ".", count: width - full)
    let percent = Int(share * 100)
    guard done > 0, elapsed > 0 else { return "[\(bar)] \(percent) %" }
    let rest = Int((elapsed * (total - done) / done).rounded(.up))
    let seconds = rest % 60
    let eta = "\(rest / 60):\(seconds < 10 ? "0" : "")\(seconds)"
    return "[\(bar)] \(percent) %  \(decimal(done / elapsed, places: 0))x real time  \(eta) left"
  }
}
