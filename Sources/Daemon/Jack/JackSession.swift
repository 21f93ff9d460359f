import Graph
private import Synchronization

/// Our life among JACK servers: joins one, notices its loss, comes back.
///
/// Belongs to the control thread.
final class JackSession {
  /// Nanoseconds between two looks for a server, and for what is to be connected.
  static let retryPeriod: Int64 = 100_000_000

  let ports: JackPorts
  var client: JackClient?

  /// A client that has found a server before there was anything to play.
  var early: JackClient?

  /// A client at a server for whose pace the nodes are still being made.
  var guest: JackClient?

  /// Late cycles that servers reported, over all of them.
  var xruns: Int { earlierXruns + (client?.signals.xruns.load(ordering: .relaxed) ?? 0) }

  /// Cycles in which the system took the processor from us for too long, over all servers.
  var interruptions: Int {
    earlierInterruptions + (client?.signals.interruptions.load(ordering: .relaxed) ?? 0)
  }

  /// What we are called, and the server where we live; `nil` for the default one.
  var name: String
  let server: String?
  let wakeup: Wakeup
  let ownServer: OwnServer?
  let makeCallback: (Engine, JackClient) -> AudioCallback
  var wiring = Wiring()

  /// When the next look for a server is due, since when there has been none, and whether there ever was.
  var nextTry: Int64 = 0
  var lonelySince: Int64?
  var hasFoundServer = false

  /// Whether the user was told why there cannot be one.
  var hasAdvised = false

  /// What servers before this one have counted.
  var earlierXruns = 0
  var earlierInterruptions = 0

  /// When wires are to be made that could not be.
  var nextWiring: Int64 = .max

  /// When the ends of notes of before are due.
  var settlings: [Int64] = []

  /// When those who hear us are noted down once more.
  var nextDestinations: Int64 = .max

  /// The count of patches of whose latency the server knows.
  var generation = 0

  /// What ends notes at those who are cut off.
  var farewells: [Farewell] = []

  /// MIDI inputs that were cut, until what they hold is ended.
  var cutInputs: [CutInput] = []

  /// Notes that sounded when a server was lost.
  var aftermath: [Aftermath] = []

  /// When the listeners of those whose ports are gone are looked for.
  var nextFarewells: Int64 = 0

  /// Lives at the server that `options` name; `makeCallback` says what the audio thread does.
  init(
    _ options: RunOptions, ports: JackPorts, wakeup: Wakeup,
    makeCallback: @escaping (Engine, JackClient) -> AudioCallback
  ) {
    self.ports = ports
    self.wakeup = wakeup
    self.makeCallback = makeCallback
    name = options.name
    server = options.server
    ownServer = options.startsServer ? OwnServer(name: options.server) : nil
    JackMessages.take()
  }

  /// What our own server says is read from here; -1 if there is none.
  var serverDescriptor: Int32 { ownServer?.descriptor ?? -1 }

  /// How things are, in words.
  var summary: String {
    if let guest { return "getting ready for JACK at \(Int(guest.sampleRate)) Hz" }
    guard let client else { return "waiting for JACK" }
    return client.pace.summary
  }

  /// Nanoseconds a cycle of `engine` lasts.
  func period(_ engine: Engine) -> Double {
    1e9 / engine.configuration.sampleRate * Double(client?.bufferSize ?? 256)
  }

  /// Looks for a server before there is anything to play at it; `nil` where there is none yet.
  func look() -> Pace? {
    early = try? open()
    return early?.pace
  }

  /// Goes by another name, too: JACK knows our ports by both, and us by the new one at the next server.
  ///
  /// A client cannot be renamed, and one that goes and comes back would leave a gap.
  func rename(to name: String) {
    self.name = name
    ports.alias(as: name)
  }

  /// Does what is due; call it often.
  func poll(_ player: PatchPlayer, now: Int64) {
    ownServer?.poll()
    if let client, client.isLost {
      Log.warning("the JACK server is gone; waiting for it to come back")
      leave(client)
      nextTry = now
    } else if let client, client.hasOtherRate {
      Log.notice("the JACK server has gone over to another sample rate; joining it anew")
      leave(client)
      nextTry = now
    }
    if let guest {
      receive(guest, player, now: now)
    } else if client == nil, now >= nextTry {
      nextTry = now + Self.retryPeriod
      join(player, now: now)
    }
    if let client { attend(client, player, now: now) }
  }

  /// Leaves the server, and ends it if it is our own.
  func close() {
    _ = early?.close()
    _ = guest?.close()
    if let client { leave(client) }
    ownServer?.stop()
  }
}
