import ArgumentParser
import Glibc
import OSCControl
import YAML

struct MonitorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "monitor",
    abstract: "Shows every OSC message that comes in, its sender and what it did.",
    discussion: """
      Accepted, clamped, refused and why, or waiting for its time. In a flood the rest is counted. \
      Ctrl-C ends it.
      """)

  /// Seconds after which strumd forgets a monitor that has gone.
  private static let lease: Float = 15

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var limit: WatchOptions

  @Flag(help: "Print each message as a line of JSON.")
  var json = false

  func run() throws {
    let client = try connection.client(root)
    let end = limit.end
    var renewal: Int64 = 0
    while Clock.monotonic() < end {
      let now = Clock.monotonic()
      if now >= renewal {
        try client.ask("/monitor", [.float(Self.lease)]).messages.forEach(show)
        renewal = now + 5_000_000_000
      }
      client.receive(until: min(end, now + 1_000_000_000)).forEach(show)
    }
    try client.ask("/monitor", [.float(0)]).messages.forEach(show)
  }

  private func show(_ message: OSCMessage) {
    guard let line = MonitorLine(message) else { return }
    print(json ? line.json.compact : line.text)
    fflush(nil)
  }
}
