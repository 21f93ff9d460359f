import Graph
import OSCControl
private import Synchronization

/// What the engine says of itself, for whoever asks.
struct StatusReport {
  /// Names and values, in a fixed order.
  let facts: [ControlFact]

  init(_ player: PatchPlayer, _ session: JackSession) {
    let engine = player.engine
    let transport = engine.status.transport
    let load = LoadReport(engine.shared.load, period: session.period(engine))
    let rate = Int32(engine.configuration.sampleRate)
    facts = [
      ControlFact("patch", .string(player.path)),
      ControlFact("state", .string(session.client == nil ? "waiting" : "playing")),
      ControlFact("client", .string(session.client?.name ?? "")),
      ControlFact("sample_rate", .int(rate)),
      ControlFact("frames", .int(Int32(session.client?.bufferSize ?? 0))),
      ControlFact("rolling", .bool(transport.isRolling)),
      ControlFact("bar", .int(Int32(clamping: transport.bar + 1))),
      ControlFact("beat", .int(Int32(transport.beatInBar))),
      ControlFact("beats_per_bar", .int(Int32(transport.beatsPerBar))),
      ControlFact("tempo", .float(Float(transport.tempo))),
      ControlFact("load_mean", .float(load.mean)),
      ControlFact("load_p99", .float(load.p99)),
      ControlFact("load_p9999", .float(load.p9999)),
      ControlFact("load_max", .float(load.maximum)),
      ControlFact("cycles", .long(Int64(load.cycles))),
      ControlFact("overruns", .int(Int32(clamping: load.overruns))),
      ControlFact("interruptions", .int(Int32(clamping: session.interruptions))),
      ControlFact("helpers", .int(Int32(engine.crew?.helperCount ?? 0))),
      ControlFact("helpers_realtime", .bool(engine.crew?.isPunctual ?? false)),
      ControlFact("workers_realtime", .bool(engine.hasPunctualWorkers)),
      ControlFact("shared", .bool(engine.ledger.isParallel)),
      ControlFact(
        "silent_cycles",
        .int(Int32(clamping: engine.crew?.forsakenCount.load(ordering: .relaxed) ?? 0))),
      ControlFact("shed_cycles", .long(engine.status.shedCycles)),
      ControlFact("unheard_frames", .long(engine.loss.frames)),
      ControlFact("late_events", .long(engine.loss.events)),
      ControlFact("alsa_sequencer", .string(session.ports.sequencer.summary)),
      ControlFact("xruns", .int(Int32(clamping: session.xruns))),
      ControlFact(
        "dropped_events",
        .int(Int32(clamping: engine.shared.droppedReports.load(ordering: .relaxed)))),
    ]
  }
}
