private import CJack
private import Glibc
import Graph
private import Synchronization

/// Our life among JACK servers: joins one, notices its loss, comes back.
///
/// Belongs to the control thread.
final class JackSession {
  /// Nanoseconds between two looks for a server.
  private static let retryPeriod: Int64 = 100_000_000

  /// Nanoseconds that we wait for somebody else's server before we start our own.
  private static let patience: Int64 = 700_000_000

  let ports: JackPorts
  private(set) var client: JackClient?

  /// A client that has found a server before there was anything to play.
  private var early: JackClient?

  /// A client at a server for whose pace the nodes are still being made.
  private var guest: JackClient?

  /// Late cycles that servers reported, over all of them.
  var xruns: Int { earlierXruns + (client?.signals.xruns.load(ordering: .relaxed) ?? 0) }

  /// Cycles in which the system took the processor from us for too long, over all servers.
  var interruptions: Int {
    earlierInterruptions + (client?.signals.interruptions.load(ordering: .relaxed) ?? 0)
  }

  private var name: String
  private let server: String?
  private let wakeup: Wakeup
  private let ownServer: OwnServer?
  private let makeCallback: (Engine, JackClient) -> AudioCallback
  private var wiring = Wiring()
  private var nextTry: Int64 = 0
  private var lonelySince: Int64?
  private var hasFoundServer = false
  private var earlierXruns = 0
  private var earlierInterruptions = 0
  private var nextWiring: Int64 = .max

  /// When the ends of notes of before are due.
  private var settlings: [Int64] = []
  private var generation = 0
  private var aftermath: [Aftermath] = []

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
    return "playing at \(Int(client.sampleRate)) Hz, \(client.bufferSize) frames a cycle"
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
  func poll(_ player: Player, now: Int64) {
    ownServer?.poll()
    if let client, client.isLost {
      Log.warning("the JACK server is gone; waiting for it to come back")
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

  private func leave(_ client: JackClient) {
    self.client = nil
    ports.join(nil, server: nil)
    earlierXruns += client.signals.xruns.load(ordering: .relaxed)
    earlierInterruptions += client.signals.interruptions.load(ordering: .relaxed)
    if !client.close() { Log.error("libjack hangs in closing its client; going on without") }
  }

  private func open() throws(JackError) -> JackClient {
    JackMessages.areExpected.store(true, ordering: .relaxed)
    defer { JackMessages.areExpected.store(false, ordering: .relaxed) }
    return try JackClient(name: name, server: server, wakeup: wakeup)
  }

  /// The client that has found a server early, if that is still there.
  private func takeEarly() -> JackClient? {
    defer { early = nil }
    guard early?.isLost == true else { return early }
    _ = early?.close()
    return nil
  }

  private func join(_ player: Player, now: Int64) {
    do throws(JackError) {
      let found = takeEarly()
      let client = if let found { found } else { try open() }
      hasFoundServer = true
      lonelySince = nil
      receive(client, player, now: now)
    } catch {
      if case .refused(let reason) = error { Log.warning("the JACK server refuses us: \(reason)") }
      startServer(now)
    }
  }

  /// Starts our own server, if nobody's has shown up and none ever has.
  ///
  /// One that was there and went is somebody's, who will bring it back.
  private func startServer(_ now: Int64) {
    guard let ownServer else { return }
    let since = lonelySince ?? now
    lonelySince = since
    guard now - since >= Self.patience, !hasFoundServer || ownServer.isOurs else { return }
    ownServer.start(now: now)
  }

  /// Plays at the server of `client` as soon as the player is ready for its pace.
  private func receive(_ client: JackClient, _ player: Player, now: Int64) {
    guard !client.isLost else {
      guest = nil
      nextTry = now
      _ = client.close()
      return
    }
    guard player.prepare(for: client.pace) else {
      guest = client
      return
    }
    guest = nil
    enter(client, player, now: now)
  }

  private func enter(_ client: JackClient, _ player: Player, now: Int64) {
    self.client = client
    ports.join(client, server: server)
    wiring.forgetAll()
    // Also the notes of a strumd that was killed: its ledgers are ours now.
    aftermath += ports.takeAftermath(now: now)
    player.engine.reopenPorts()
    guard client.activate(makeCallback(player.engine, client)) else {
      Log.error("the JACK server does not let us play")
      leave(client)
      return
    }
    player.engine.crew?.setPriority(client.helperPriority)
    connect(client, now: now)
    if !aftermath.isEmpty {
      usleep(UInt32(settlingTime(player.engine) / 1000))
      settle(now)
    }
    ports.rememberDestinations()
    client.release()
    Log.notice("joined the JACK server as '\(client.name)': \(summary)")
  }

  /// Looks after connections and sizes.
  private func attend(_ client: JackClient, _ player: Player, now: Int64) {
    let signals = client.signals
    client.countLateCycles(in: player.engine.shared.load, for: player.engine.ledger)
    var isDue = now >= nextWiring || ports.hasNewWants
    if signals.hasLostNotices.exchange(false, ordering: .acquiring) { wiring.forgetAll() }
    while let notice = signals.notices.pop() {
      isDue = true
      guard notice.isNew, let port = jack_port_by_id(client.handle, notice.port),
        let name = jack_port_name(port)
      else { continue }
      wiring.forget(String(cString: name))
    }
    if isDue { connect(client, now: now) }
    if signals.hasNewConnections.exchange(false, ordering: .acquiring) {
      scheduleSettling(now + settlingTime(player.engine))
      ports.rememberDestinations()
    }
    if settlings.contains(where: { $0 <= now }) {
      settlings.removeAll { $0 <= now }
      settle(now)
    }
    let size = signals.bufferSize.exchange(0, ordering: .acquiring)
    if size > 0 {
      Log.info("\(size) frames a cycle")
      player.usualFrameCount = Int(size)
    }
    let latency = player.engine.latency
    if player.generation != generation || signals.latency.load(ordering: .relaxed) != latency {
      generation = player.generation
      signals.latency.store(latency, ordering: .relaxed)
      jack_recompute_total_latencies(client.handle)
    }
  }

  /// Nanoseconds until messages go over a wire that has just been made: the server takes it up at the
  /// start of a cycle to come.
  private func settlingTime(_ engine: Engine) -> Int64 { Int64(4 * period(engine)) + 2_000_000 }

  /// Ends the notes of before at `time`, and twice more: a client that has just been wired may not
  /// listen yet.
  private func scheduleSettling(_ time: Int64) {
    guard !aftermath.isEmpty else { return }
    settlings = [time, time + 300_000_000, time + 1_000_000_000]
  }

  /// Ends the notes of before, as far as their listeners are back.
  private func settle(_ now: Int64) {
    for index in aftermath.indices { ports.settle(&aftermath[index]) }
    aftermath.removeAll { $0.isOver(now: now) }
  }

  private func connect(_ client: JackClient, now: Int64) {
    ports.hasNewWants = false
    let isComplete = wiring.connect(ports, client: client)
    nextWiring = isComplete ? .max : now + Self.retryPeriod
  }
}
