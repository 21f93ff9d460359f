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
  var lastGeneration = 0
  var lastXruns = [-1, -1]
  var lastLoss: AnalysisLoss?
  var lastShed: (count: Int, cycles: Int64) = (0, 0)
  private var nextCosts: Int64 = 0
  var nextComplaint: Int64 = 0

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
    if event.type == .chart { publishSection(event, of: node, to: server) }
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
}
