import Graph
import OSCControl

/// Tells the subscribers what was heard and how the engine is.
struct News {
  /// Nanoseconds between two looks at the load.
  private static let loadPeriod: Int64 = 250_000_000

  /// Nanoseconds between two looks at the numbers that nodes give out.
  private static let readingPeriod: Int64 = 33_000_000

  /// Nanoseconds between two looks at what nodes cost.
  private static let costPeriod: Int64 = 1_000_000_000

  private var nextLoad: Int64 = 0
  private var nextReadings: Int64 = 0

  /// What nodes gave out when it was last told, by address.
  private var lastReadings: [String: Float] = [:]
  private var lastTempo: Double = 0
  private var lastBeat = [0, 0]
  private var lastXruns = [-1, -1]
  private var lastLoss: AnalysisLoss?
  private var lastShed: (count: Int, cycles: Int64) = (0, 0)
  private var nextCosts: Int64 = 0
  private var nextComplaint: Int64 = 0

  /// Publishes how loading went; an empty text says that nothing is wrong any more.
  func publish(_ outcome: LoadOutcome, to server: OSCServer) {
    let path = OSCArgument.string(outcome.path)
    server.publish("/patch/error", [path, .string(Self.beginning(of: outcome.complaint))])
    guard let summary = outcome.summary else { return }
    server.publish("/patch/changed", [path, .string(summary.description)])
  }

  /// Publishes how far a patch has come that takes long.
  func publish(_ step: LoadStep, to server: OSCServer) {
    server.publish(
      "/patch/progress", [.string(step.path), .string(step.what), .float(step.share)])
  }

  /// The lines of `text` that fit a datagram.
  private static func beginning(of text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.reduce(0, { $0 + $1.utf8.count + 1 }) > 1000, lines.count > 1 { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// Publishes which patch plays, and where in the set list that is.
  func publish(_ player: Player, to server: OSCServer) {
    server.publish("/patch/load", [.string(player.path)])
    server.publish("/patch/generation", [.int(Int32(truncatingIfNeeded: player.generation))])
    guard let setlist = player.setlist else { return }
    server.publish("/setlist", SetlistReport(setlist).arguments)
  }

  /// Publishes an event that `node` has sent from its `port`, at both of its addresses.
  func publish(
    _ event: Event, of node: NodeInstance, _ port: PortDeclaration, _ engine: Engine,
    to server: OSCServer
  ) {
    // What is on its way out still sounds, but its addresses are gone.
    guard engine.instances[node.id] === node else { return }
    let report = EventReport(event, sampleRate: engine.configuration.sampleRate)
    server.publish("/node/\(node.id)/\(port.name)", report.values)
    guard let address = report.address(node: node.id) else { return }
    server.publish(address, report.summary)
  }

  /// Publishes where musical time is, when its beat or tempo has changed, and the load now and then.
  mutating func publish(
    _ engine: Engine, _ session: JackSession, to server: OSCServer, now: Int64
  ) {
    let transport = engine.status.transport
    if transport.tempo != lastTempo {
      lastTempo = transport.tempo
      server.publish("/tempo", [.float(Float(transport.tempo))])
    }
    let beat = [transport.bar, transport.beatInBar]
    if transport.isRolling, beat != lastBeat {
      lastBeat = beat
      server.publish(
        "/beat",
        [
          .int(Int32(clamping: transport.bar + 1)), .int(Int32(transport.beatInBar)),
          .int(Int32(transport.beatsPerBar)), .float(Float(transport.tempo)),
          .float(transport.confidence),
        ])
    }
    publishLateCycles(engine, to: server, now: now)
    publishShedding(engine, to: server)
    publishRollbacks(engine, to: server)
    if now >= nextCosts {
      nextCosts = now + Self.costPeriod
      for cost in LedgerReport(engine).costs { server.publish(cost.address, cost.values) }
    }
    if now >= nextReadings {
      nextReadings = now + Self.readingPeriod
      publishReadings(engine, to: server)
    }
    guard now >= nextLoad else { return }
    nextLoad = now + Self.loadPeriod
    publishLoad(engine, session, to: server)
    publishLoss(engine, to: server, now: now)
  }

  /// Publishes the numbers that nodes give out, such as the meters of plugins, where they have changed.
  private mutating func publishReadings(_ engine: Engine, to server: OSCServer) {
    var readings: [String: Float] = [:]
    for node in engine.instances.values {
      for reading in node.readings {
        let address = "/node/\(node.id)/\(reading.declaration.name)"
        let value = reading.value
        readings[address] = value
        guard lastReadings[address]?.bitPattern != value.bitPattern || server.latest(address) == nil
        else { continue }
        server.publish(address, [.float(value)])
      }
    }
    lastReadings = readings
  }

  /// Publishes each late cycle, and logs those that missed their deadline by our doing, one a second.
  private mutating func publishLateCycles(_ engine: Engine, to server: OSCServer, now: Int64) {
    for record in engine.ledger.takeRecords() {
      let report = LateReport(record)
      server.publish("/ledger/late", report.values(count: engine.ledger.lateCount))
      guard record.isMissed, !record.isInterruption, now >= nextComplaint else { continue }
      nextComplaint = now + 1_000_000_000
      Log.warning(report.text)
    }
  }

  /// Publishes which nodes are left out to save time, and says so when the first goes or the last
  /// comes back.
  private mutating func publishShedding(_ engine: Engine, to server: OSCServer) {
    for node in engine.ledger.takeBypasses() {
      server.publish("/ledger/bypass", [.string(node)])
      Log.warning("'\(node)' is late again and again and is bypassed from now on")
    }
    let status = engine.status
    guard status.shedCount != lastShed.count || status.shedCycles != lastShed.cycles else { return }
    let names = engine.patch.shed.prefix(status.shedCount)
    server.publish("/shed", [.long(status.shedCycles)] + names.map { .string($0) })
    if status.shedCount > 0, lastShed.count == 0 {
      Log.warning("time is short: leaving out \(names.joined(separator: ", "))")
    } else if status.shedCount == 0, lastShed.count > 0 {
      Log.notice("there is time again for all nodes")
    }
    lastShed = (status.shedCount, status.shedCycles)
  }

  private func publishRollbacks(_ engine: Engine, to server: OSCServer) {
    for rollback in engine.takeRollbacks() {
      server.publish(
        "/patch/rollback",
        [.string(rollback.source), .string(rollback.earlier), .string(rollback.reason)])
      server.publish("/patch/load", [.string(rollback.earlier)])
      Log.error(
        "\(rollback.source) is too much for this machine (\(rollback.reason)); "
          + "\(rollback.earlier) plays again")
    }
  }

  private mutating func publishLoad(
    _ engine: Engine, _ session: JackSession, to server: OSCServer
  ) {
    let load = LoadReport(engine.shared.load, period: session.period(engine))
    server.publish("/engine/load", [.float(load.mean), .float(load.maximum), .float(load.p99)])
    let xruns = [load.overruns, session.xruns]
    guard xruns != lastXruns else { return }
    lastXruns = xruns
    server.publish("/engine/xruns", xruns.map { .int(Int32(clamping: $0)) })
  }

  /// Publishes what analysers have missed, and logs it where they did not hear all of the sound.
  private mutating func publishLoss(_ engine: Engine, to server: OSCServer, now: Int64) {
    let loss = engine.loss
    guard loss != lastLoss else { return }
    let isWorse = loss.frames > lastLoss?.frames ?? 0
    lastLoss = loss
    server.publish("/engine/unheard", [.long(loss.frames), .long(loss.events)])
    guard isWorse, now >= nextComplaint else { return }
    nextComplaint = now + 1_000_000_000
    let milliseconds = Int(1000 * Double(loss.frames) / engine.configuration.sampleRate)
    Log.warning("the analysers are late: \(milliseconds) ms of the sound were not heard so far")
  }
}
