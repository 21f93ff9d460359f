import ArgumentParser
import Glibc
import OSCControl
import YAML

struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Shows values as they change, a line each.",
    discussion: """
      strumctl watch out/gain "/{chord,beat}" shows these, "//" everything, "/level//" what leaves by \
      every output. Ctrl-C ends it.
      """)

  /// Seconds after which strumd forgets who has gone.
  private static let lease: Float = 15

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var limit: WatchOptions

  @Option(help: "Messages a second of each address at most.")
  var rate: Float = 30

  @Argument(
    help: "Parameters, addresses, or patterns of them.", completion: .custom(completeTold))
  var names: [String]

  @Flag(help: "Print each message as a line of JSON.")
  var json = false

  func run() throws {
    let client = try connection.client(root)
    let addresses = names.map(address(of:))
    let end = limit.end
    var renewal: Int64 = 0
    while Clock.monotonic() < end {
      let now = Clock.monotonic()
      if now >= renewal {
        try renew(client, addresses, isFirst: renewal == 0)
        renewal = now + 5_000_000_000
      }
      client.receive(until: min(end, now + 1_000_000_000)).forEach(show)
    }
  }

  private func renew(
    _ client: DaemonClient, _ addresses: [String], isFirst: Bool
  ) throws(DaemonError) {
    if addresses.contains(where: { $0.hasPrefix("/level") }) {
      try client.ask("/levels", [.float(Self.lease)]).messages.forEach(show)
    }
    // Any message renews what is subscribed to, and a subscription that is made again tells all anew.
    guard isFirst else {
      try client.ask("/ping").messages.forEach(show)
      return
    }
    for address in addresses {
      let arguments = [OSCArgument.string(address), .float(rate), .float(Self.lease)]
      try client.ask("/subscribe", arguments).messages.forEach(show)
    }
  }

  private func show(_ message: OSCMessage) {
    let object = JSON.object([(key: message.address, value: message.arguments.json)])
    let text = MonitorLine.harmless("\(message.address) \(message.arguments.plainText)")
    print(json ? object.compact : text)
    fflush(nil)
  }
}
