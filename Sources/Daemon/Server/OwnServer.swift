private import Glibc
private import Platform

/// A JACK server of our own, a child process that is started again when it dies.
final class OwnServer {
  private let name: String
  private var process: pid_t?
  private var output: Int32 = -1
  private var pace = RetryPace()
  private var lines = ChildLines()

  /// Will be called `name`, or `default`.
  init(name: String?) { self.name = name ?? "default" }

  /// What it says is read from here; -1 while it does not run.
  var descriptor: Int32 { output }

  /// Whether we have ever started it.
  var isOurs: Bool { pace.hasBegun }

  /// Starts the server, unless it runs or died only just now.
  func start(now: Int64) {
    guard process == nil, pace.isDue(now: now) else { return }
    let arguments = Self.arguments(name)
    Log.notice("no JACK server runs; starting " + arguments.joined(separator: " "))
    do throws(SystemError) {
      let child = try ChildProcess.start(
        arguments, environment: ["JACK_NO_AUDIO_RESERVATION=1"])
      process = child.process
      output = child.output
    } catch {
      Log.error("cannot start jackd: \(error.reason); install the package jackd2")
    }
  }

  /// Logs what the server said, and takes note of its end.
  func poll() {
    guard let process else { return }
    readOutput()
    var status: Int32 = 0
    guard waitpid(process, &status, WNOHANG) == process else { return }
    self.process = nil
    pace.end(now: MonotonicClock.now)
    readOutput()
    close(output)
    output = -1
    let signal = status & 0x7F
    let how =
      signal == 0 ? "ended with status \(status >> 8 & 0xFF)" : "was ended by signal \(signal)"
    Log.warning("our jackd " + how)
  }

  /// Ends the server and waits for that, up to two seconds.
  func stop() {
    guard let process else { return }
    kill(process, SIGTERM)
    for _ in 0..<200 {
      poll()
      if self.process == nil { return }
      usleep(10_000)
    }
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    self.process = nil
  }

  /// The command line for this machine: its sound card, or else no card but a clock.
  private static func arguments(_ name: String) -> [String] {
    let priority = RealtimeRights.mayHavePriority() ? "-R" : "-r"
    let start = ["jackd", "-n", name, priority]
    if let card = SoundCard.find() {
      return start + ["-d", "alsa", "-d", card.device, "-r", "48000", "-p", "128", "-n", "3"]
    }
    return start + ["-d", "dummy", "-r", "48000", "-p", "256"]
  }

  /// Logs what the server says, but for its greeting and the late cycles that it counts for us.
  private func report(_ text: String) {
    let noise = [
      "jackdmp", "Copyright", "redistribute", "under certain", "XRun", "Process error", "xrun",
    ]
    guard !text.isEmpty, !noise.contains(where: { text.contains($0) }) else { return }
    Log.info("jackd: " + text)
  }

  private func readOutput() { lines.read(output).forEach(report) }
}
