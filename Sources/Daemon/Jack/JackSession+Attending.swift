private import CJack
import Graph
private import Synchronization

/// What there is to do while we play at a server.
extension JackSession {
  /// Looks after connections and sizes.
  func attend(_ client: JackClient, _ player: PatchPlayer, now: Int64) {
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
    ports.closeOutputs(now: now, settling: settlingTime(player.engine))
    endCutInputs(client, player.engine, now: now)
    if isDue { connect(client, player.engine, now: now) }
    farewells = farewells.compactMap { farewell in
      var farewell = farewell
      return farewell.isOver(client, ports, now: now) ? nil : farewell
    }
    if signals.hasNewConnections.exchange(false, ordering: .acquiring) {
      scheduleSettling(now + settlingTime(player.engine))
      ports.rememberDestinations()
      nextDestinations = now + settlingTime(player.engine)
    }
    if now >= nextDestinations {
      // A wire shows only once the server has taken it up, which is after it has told of it.
      nextDestinations = .max
      ports.rememberDestinations()
      if ports.hasNewListener { player.engine.steer(.listener) }
      ports.hasNewListener = false
    }
    if settlings.contains(where: { $0 <= now }) {
      settlings.removeAll { $0 <= now }
      settle(now)
    }
    endAbandoned(client, player.engine, now: now)
    let size = signals.bufferSize.exchange(0, ordering: .acquiring)
    if size > 0 {
      let pace = client.pace
      if pace.isTooSlow { Log.warning(pace.summary) } else { Log.info("\(size) frames a cycle") }
      player.usualFrameCount = size
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
  func settlingTime(_ engine: Engine) -> Int64 { Int64(4 * period(engine)) + 2_000_000 }

  /// Makes the wires that are wanted and not there yet, and cuts those of ours that are wanted no more.
  func connect(_ client: JackClient, _ engine: Engine, now: Int64) {
    ports.hasNewWants = false
    let foreign = ForeignPort.all(client)
    for link in wiring.takeOutdated(ports, foreign: foreign) { cut(link, client, engine, now) }
    let isComplete = wiring.connect(ports, foreign: foreign, client: client)
    nextWiring = isComplete ? .max : now + Self.retryPeriod
  }

  private func cut(_ link: Wiring.Link, _ client: JackClient, _ engine: Engine, _ now: Int64) {
    guard let name = ports.name(ofNumber: link.own), let port = ports.port(name),
      jack_port_connected_to(port.handle, link.foreign) != 0
    else { return }
    if let slot = ports.slots[name] {
      let farewell = Farewell(
        name, port, slot, to: link.foreign, client: client, now: now,
        settling: settlingTime(engine))
      if let farewell { farewells.append(farewell) }
    }
    let (from, to) = port.isOutput ? (port.name, link.foreign) : (link.foreign, port.name)
    if jack_disconnect(client.handle, from, to) == 0 { Log.info("disconnected \(from) from \(to)") }
  }
}
