private import Glibc
private import Platform

/// A process of our own program that deals with one plugin, and may come to harm.
struct PluginChild {
  /// Seconds after which it has failed, those not counted in which it had to wait for a processor.
  private static let patience = 4.0

  /// What was written by the most talkative of them, in bytes.
  private static let outputLimit = 4 << 20

  /// How it ended.
  enum End {
    case exited(Int32)
    case crashed(signal: Int32)
    case hung
  }

  let end: End
  let output: [UInt8]

  /// Runs `program` with `verb` and `uri` to its end; `nil` where it cannot be started, which is not
  /// the plugin's fault.
  init?(_ program: String, _ verb: String, _ uri: String) {
    let words = [program, verb, uri]
    guard let child = try? ChildProcess.start(words, environment: [], dropsErrors: true) else {
      return nil
    }
    defer { close(child.output) }
    var output: [UInt8] = []
    var status: Int32 = 0
    let start = Self.now
    while case let time = Self.now - start,
      time < Self.patience || time < Self.patience + child.waited
    {
      var descriptor = pollfd(fd: child.output, events: Int16(POLLIN), revents: 0)
      poll(&descriptor, 1, 2)
      Self.read(child.output, into: &output)
      guard waitpid(child.process, &status, WNOHANG) == child.process else { continue }
      Self.read(child.output, into: &output)
      let signal = status & 0x7F
      end = signal == 0 ? .exited(status >> 8 & 0xFF) : .crashed(signal: signal)
      self.output = output
      return
    }
    kill(child.process, SIGKILL)
    waitpid(child.process, &status, 0)
    end = .hung
    self.output = []
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func read(_ descriptor: Int32, into output: inout [UInt8]) {
    var piece = [UInt8](repeating: 0, count: 65_536)
    while output.count < outputLimit {
      let count = Glibc.read(descriptor, &piece, piece.count)
      guard count > 0 else { return }
      output += piece[..<count]
    }
  }
}
