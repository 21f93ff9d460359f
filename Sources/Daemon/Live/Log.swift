private import Glibc
private import Platform

/// Lines for the person who looks after the box, on standard error.
///
/// Never called on the audio thread.
enum Log {
  /// The priorities of syslog(3) that are of use here.
  enum Priority: Int { case error = 3, warning, notice, info, debug }

  private static let isJournal = environmentVariable("JOURNAL_STREAM") != nil

  static func error(_ text: String) { write(text, .error) }
  static func warning(_ text: String) { write(text, .warning) }
  static func notice(_ text: String) { write(text, .notice) }
  static func info(_ text: String) { write(text, .info) }

  /// Writes `text`, each of its lines with the priority that the journal reads.
  private static func write(_ text: String, _ priority: Priority) {
    let prefix = isJournal ? "<\(priority.rawValue)>" : "strumd: "
    let lines = text.split(separator: "\n").map { prefix + $0 + "\n" }.joined()
    var bytes = Array(lines.utf8)
    bytes.withUnsafeMutableBytes { _ = Glibc.write(2, $0.baseAddress, $0.count) }
  }
}
