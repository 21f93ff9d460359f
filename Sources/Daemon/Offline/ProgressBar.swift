private import CRealtime
private import Glibc
import Platform

/// How far a run is, on standard error where that is a terminal, or line by line for a program.
struct ProgressBar {
  /// The length of what is run, in seconds.
  private let total: Double
  private let isShown: Bool
  private let isReading: Bool
  private let began = realtime_nanoseconds()
  private var drawn: Int64 = 0
  private let tellsProgram: Bool
  private var told = -1

  /// `tellsProgram` writes a line such as `42 %` whenever that number has grown; `isReading` says that it
  /// is only read as yet, and leaves out how fast.
  init(
    total: Double, isQuiet: Bool, tellsProgram: Bool = false, isReading: Bool = false
  ) {
    self.total = total
    self.isReading = isReading
    self.tellsProgram = tellsProgram
    isShown = !isQuiet && !tellsProgram && isatty(2) != 0
  }

  /// Seconds since the run began.
  var elapsed: Double { Double(realtime_nanoseconds() - began) / 1e9 }

  /// Shows that `done` seconds have been run, ten times a second at most.
  mutating func show(_ done: Double) {
    if tellsProgram { tell(done) }
    let now = realtime_nanoseconds()
    guard isShown, now - drawn >= 100_000_000 else { return }
    drawn = now
    let line =
      isReading
      ? "reading " + Self.bar(done, of: total) : Self.line(done: done, of: total, elapsed: elapsed)
    StandardError.write("\r\u{1B}[K" + line)
  }

  private mutating func tell(_ done: Double) {
    let percent = Int(Self.share(done, of: total) * 100)
    guard percent > told else { return }
    told = percent
    StandardError.write("\(percent) %\n")
  }

  private static func share(_ done: Double, of total: Double) -> Double {
    total > 0 ? min(max(done / total, 0), 1) : 1
  }

  /// Takes the bar off the screen.
  func clear() {
    if isShown { StandardError.write("\r\u{1B}[K") }
  }

  private static func bar(_ done: Double, of total: Double) -> String {
    let width = 30
    let share = share(done, of: total)
    let full = Int(share * Double(width))
    let bar = String(repeating: "#", count: full) + String(repeating: ".", count: width - full)
    return "[\(bar)] \(Int(share * 100)) %"
  }

  /// The bar after `elapsed` seconds of work.
  static func line(done: Double, of total: Double, elapsed: Double) -> String {
    let bar = bar(done, of: total)
    guard done > 0, elapsed > 0 else { return bar }
    let rest = Int((elapsed * (total - done) / done).rounded(.up))
    let seconds = rest % 60
    let eta = "\(rest / 60):\(seconds < 10 ? "0" : "")\(seconds)"
    return "\(bar)  \(decimal(done / elapsed, places: 0))x real time  \(eta) left"
  }
}
