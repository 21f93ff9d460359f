import ArgumentParser
import Glibc
import OSCControl
import YAML

struct TopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "top",
    abstract: "Watches the band: chord, beat, tempo, key, place in the chart, tuner, meters, load.",
    discussion: "Keys: t or space taps the tempo, p is panic, q ends.")

  private static let patterns = [
    "/patch/load", "/{chord,beat,key,tempo,suggest,section,pitch,loudness,chart}",
    "/chart/section", "/meter/*", "/engine/*", "/ledger/node/*", "/shed",
  ]

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var limit: WatchOptions

  @Flag(help: "Print each message as a line of JSON instead.")
  var json = false

  func run() throws {
    let client = try connection.client(root)
    var view = BandView()
    view.read(status: try client.ask("/engine/status").arguments)
    guard !json else {
      try watch(client, nil, &view) { false }
      return
    }
    // A terminal that is left as it is shows no keys any more.
    let signals = HeldSignals()
    defer { signals.release() }
    let screen = Screen()
    defer { screen.close() }
    try watch(client, screen, &view) { signals.isAny }
  }

  private func watch(
    _ client: DaemonClient, _ screen: Screen?, _ view: inout BandView, until isOver: () -> Bool
  ) throws(DaemonError) {
    let end = limit.end
    var (renewal, look): (Int64, Int64) = (0, 0)
    while Clock.monotonic() < end, !isOver() {
      let now = Clock.monotonic()
      if now >= renewal {
        for message in try subscribe(client) { show(message, screen, &view) }
        renewal = now + 5_000_000_000
      }
      if now >= look {
        for message in try client.ask("/readings").messages { show(message, screen, &view) }
        look = now + 250_000_000
      }
      for message in client.receive(until: min(end, now + 50_000_000)) {
        show(message, screen, &view)
      }
      guard let screen else { continue }
      screen.show(view.lines(width: screen.width))
      for key in screen.keys() where !obey(key, client) { return }
    }
  }

  private func subscribe(_ client: DaemonClient) throws(DaemonError) -> [OSCMessage] {
    var messages: [OSCMessage] = []
    for pattern in Self.patterns {
      messages += try client.ask("/subscribe", [.string(pattern), .int(20), .int(15)]).messages
    }
    return messages
  }

  private func show(_ message: OSCMessage, _ screen: Screen?, _ view: inout BandView) {
    view.read(message)
    guard screen == nil else { return }
    print(JSON.object([(key: message.address, value: message.arguments.json)]).compact)
    fflush(nil)
  }

  /// Obeys a key; `false` for the one that ends.
  private func obey(_ key: UInt8, _ client: DaemonClient) -> Bool {
    switch UnicodeScalar(key) {
    case "q", "\u{3}", "\u{4}": return false
    case "t", " ": client.send(OSCMessage("/tap"))
    case "p": client.send(OSCMessage("/panic"))
    default: break
    }
    return true
  }
}
