import Graph
import OSCControl

/// Whether the engine keeps up.
extension News {
  /// Publishes each late cycle, and logs those that missed their deadline by our doing, one a second.
  mutating func publishLateCycles(_ engine: Engine, to server: OSCServer, now: Int64) {
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
  mutating func publishShedding(_ engine: Engine, to server: OSCServer) {
    for node in engine.ledger.takeBypasses() {
      server.publish("/ledger/bypass", [.string(node)])
      Log.warning("'\(node)' is late again and again and is bypassed from now on")
    }
    let status = engine.status
    guard status.shedCount != lastShed.count || status.shedCycles != lastShed.cycles else { return }
    let names = engine.patch.shed.prefix(status.shedCount)
    server.publish("/shed", [.long(status.shedCycles), .string(names.joined(separator: " "))])
    if status.shedCount > 0, lastShed.count == 0 {
      Log.warning("time is short: leaving out \(names.joined(separator: ", "))")
    } else if status.shedCount == 0, lastShed.count > 0 {
      Log.notice("there is time again for all nodes")
    }
    lastShed = (status.shedCount, status.shedCycles)
  }

  /// Publishes the share of the period that cycles take, and how many were too long.
  mutating func publishLoad(
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
  mutating func publishLoss(_ engine: Engine, to server: OSCServer, now: Int64) {
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
