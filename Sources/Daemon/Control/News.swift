import Graph
import Music
import OSCControl

/// Tells the subscribers what was heard and how the engine is.
struct News {
  /// Nanoseconds between two looks at the load.
  private static let loadPeriod: Int64 = 250_000_000

  private var nextLoad: Int64 = 0
  private var lastTempo: Double = 0
  private var lastBeat = [0, 0]
  private var lastXruns = [-1, -1]

  /// Publishes an event that `node` has sent.
  mutating func publish(_ event: Event, of node: NodeInstance, to server: OSCServer) {
    let values = event.values
    switch event.type {
    case .chord:
      // A chord that is settled lies in the past; it is for those who write down.
      guard values[4] < 0.5 else { return }
      let chord = Chord?(event: event)
      server.publish(
        "/chord", [.string(chord.symbol), .string(chord.harte), .float(values[3])])
    case .key:
      server.publish("/key", [.string(Key(event: event)?.name ?? "–"), .float(values[2])])
    case .level: server.publish("/meter/" + node.id, [.float(values[0]), .float(values[1])])
    case .beat: break
    case .onset, .pitch, .chroma, .spectrum:
      let count = event.type.fields.count
      server.publish("/" + event.type.rawValue, (0..<count).map { .float(values[$0]) })
    }
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
    guard now >= nextLoad else { return }
    nextLoad = now + Self.loadPeriod
    publishLoad(engine, session, to: server)
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
}
