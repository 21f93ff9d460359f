import Graph
import Music
import OSCControl

/// Tells the subscribers what was heard and how the engine is.
struct News {
  /// Nanoseconds between two looks at the load.
  private static let loadPeriod: Int64 = 250_000_000

  private var nextLoad: Int64 = 0
  private var lastTempo: Double = 0
  private var lastXruns = [-1, -1]

  /// Publishes what has happened since the last call.
  mutating func publish(
    _ engine: Engine, _ session: JackSession, to server: OSCServer, now: Int64
  ) {
    engine.takeReports { _, port, event in
      server.publish("/" + port.name, Self.arguments(event))
    }
    let tempo = engine.status.transport.tempo
    if tempo != lastTempo {
      lastTempo = tempo
      server.publish("/tempo", [.float(Float(tempo))])
    }
    guard now >= nextLoad else { return }
    nextLoad = now + Self.loadPeriod
    publishLoad(engine, session, to: server)
  }

  private mutating func publishLoad(
    _ engine: Engine, _ session: JackSession, to server: OSCServer
  ) {
    let load = LoadReport(engine.shared.load)
    server.publish("/engine/load", [.float(load.mean), .float(load.p99), .float(load.maximum)])
    let xruns = [load.overruns, session.xruns]
    guard xruns != lastXruns else { return }
    lastXruns = xruns
    server.publish("/engine/xruns", xruns.map { .int(Int32(clamping: $0)) })
  }

  /// An event as OSC tells it: names where players use names, else its values in order.
  private static func arguments(_ event: Event) -> [OSCArgument] {
    let values = event.values
    switch event.type {
    case .chord:
      let chord = Chord?(event: event)
      return [.string(chord.symbol), .string(chord.harte), .float(values[3])]
    case .beat:
      return [
        .int(Int32(values[0])), .int(Int32(values[1])), .float(values[2]), .float(values[3]),
      ]
    case .key:
      return [.string(Key(event: event)?.name ?? "–"), .float(values[2])]
    default:
      return (0..<event.type.fields.count).map { .float(values[$0]) }
    }
  }
}
