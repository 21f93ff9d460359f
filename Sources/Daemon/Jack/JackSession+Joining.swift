private import Glibc
import Graph
private import Synchronization

/// How we come to a server and go.
extension JackSession {
  /// Nanoseconds that we wait for somebody else's server before we start our own.
  private static let patience: Int64 = 700_000_000

  /// Leaves the server of `client`, which may be gone.
  func leave(_ client: JackClient) {
    self.client = nil
    ports.join(nil, server: nil)
    farewells = []
    cutInputs = []
    earlierXruns += client.signals.xruns.load(ordering: .relaxed)
    earlierInterruptions += client.signals.interruptions.load(ordering: .relaxed)
    if !client.close() { Log.error("libjack hangs in closing its client; going on without") }
  }

  /// A client at a server that runs.
  func open() throws(JackError) -> JackClient {
    JackMessages.areExpected.store(true, ordering: .relaxed)
    defer { JackMessages.areExpected.store(false, ordering: .relaxed) }
    return try JackClient(name: name, server: server, wakeup: wakeup)
  }

  /// The client that has found a server early, if that is still there.
  private func takeEarly() -> JackClient? {
    defer { early = nil }
    guard let early, early.isLost || early.hasOtherRate else { return early }
    _ = early.close()
    return nil
  }

  /// Looks for a server, and plays there if there is one.
  func join(_ player: PatchPlayer, now: Int64) {
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

  /// Starts our own server, if nobody's has shown up and none ever has; says what to do instead where our
  /// libjack could not reach it.
  ///
  /// One that was there and went is somebody's, who will bring it back.
  private func startServer(_ now: Int64) {
    let since = lonelySince ?? now
    lonelySince = since
    guard now - since >= Self.patience, !hasFoundServer || ownServer?.isOurs == true else { return }
    if JackLibrary.isPipeWires {
      if !hasAdvised { Log.warning(JackLibrary.advice) }
      hasAdvised = true
      return
    }
    ownServer?.start(now: now)
  }

  /// Plays at the server of `client` as soon as the player is ready for its pace.
  func receive(_ client: JackClient, _ player: PatchPlayer, now: Int64) {
    guard !client.isLost, !client.hasOtherRate else {
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

  private func enter(_ client: JackClient, _ player: PatchPlayer, now: Int64) {
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
    player.engine.setPriority(client.helperPriority)
    connect(client, player.engine, now: now)
    if !aftermath.isEmpty {
      usleep(UInt32(settlingTime(player.engine) / 1000))
      settle(now)
    }
    ports.rememberDestinations()
    client.release()
    Log.notice("joined the JACK server as '\(client.name)': \(summary)")
  }
}
