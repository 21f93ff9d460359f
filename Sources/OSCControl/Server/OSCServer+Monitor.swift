extension OSCServer {
  /// For how many seconds a request asks to be told; for half a minute if it does not say.
  static func lease(_ request: OSCRequest) -> Double {
    min(max(request.arguments.first?.number ?? 30, 0), 3600)
  }

  /// Tells the sender of every message from now on: seconds, 0 to end it.
  func watch(_ request: OSCRequest) throws(OSCFailure) {
    let lease = Self.lease(request)
    if lease == 0 {
      monitors.remove(request.peer)
    } else {
      try monitors.add(request.peer, until: request.time + Int64(lease * 1e9))
    }
    acknowledge(request, [.float(Float(lease))])
  }

  /// Notes what became of a request, for those who watch.
  func note(_ request: OSCRequest, _ outcome: MonitorReport.Outcome, _ detail: String = "") {
    guard request.address != OSCCommand.monitor.rawValue else { return }
    monitors.note(
      MonitorReport(
        sender: request.peer, outcome: outcome, detail: detail,
        message: OSCMessage(request.address, request.arguments + (request.id.map { [$0] } ?? []))))
  }

  /// Sends the watchers what has come since the last turn.
  func tellMonitors(at time: Int64) {
    guard monitors.isOn else { return }
    let (reports, missed, watchers) = monitors.take(at: time)
    guard !reports.isEmpty, !watchers.isEmpty else { return }
    var messages = reports.map { OSCMessage("/monitor", $0.arguments).bytes }
    if missed > 0 {
      messages.append(OSCMessage("/monitor/missed", .int(Int32(clamping: missed))).bytes)
    }
    for watcher in watchers { send(messages, to: subscribers.endpoint(for: watcher)) }
  }
}
