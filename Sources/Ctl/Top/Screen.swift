import Glibc

/// The terminal, drawn over in place; without one, lines as they come.
final class Screen {
  private let isTerminal = isatty(STDOUT_FILENO) == 1
  private let hasKeys = isatty(STDIN_FILENO) == 1
  private var settings = termios()
  private var shown: [String] = []

  init() {
    if hasKeys { takeKeys() }
    if isTerminal { write("\u{1b}[?1049h\u{1b}[?25l") }
  }

  /// Makes keys come one by one, unseen; ctrl-C comes as a key, too, so that we can tidy up.
  private func takeKeys() {
    tcgetattr(STDIN_FILENO, &settings)
    var raw = settings
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    withUnsafeMutableBytes(of: &raw.c_cc) { bytes in
      bytes[Int(VMIN)] = 0
      bytes[Int(VTIME)] = 0
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &raw)
  }

  /// Leaves the terminal as it was.
  func close() {
    if isTerminal { write("\u{1b}[?25h\u{1b}[?1049l") }
    if hasKeys { tcsetattr(STDIN_FILENO, TCSANOW, &settings) }
  }

  /// Columns to draw in.
  var width: Int {
    var size = winsize()
    guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return 80
    }
    return Int(size.ws_col)
  }

  /// Shows `lines` where they differ from what stands there.
  func show(_ lines: [String]) {
    guard lines != shown else { return }
    shown = lines
    guard isTerminal else {
      write(lines.joined(separator: "\n") + "\n")
      return
    }
    write("\u{1b}[H" + lines.map { $0 + "\u{1b}[K\r\n" }.joined() + "\u{1b}[J")
  }

  /// The keys pressed since the last call.
  func keys() -> [UInt8] {
    guard hasKeys else { return [] }
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(STDOUT_FILENO, bytes, bytes.count)
  }
}
