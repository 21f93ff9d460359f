/// Those who watch what comes in, and what they have not been told yet.
///
/// While nobody watches, a message costs one comparison; while somebody does, no more than
/// ``pendingLimit`` reports are made between two turns, and the rest are only counted.
struct Monitors {
  /// The most watchers at a time.
  static let limit = 8

  /// The most messages that are told of in one turn of the server.
  static let pendingLimit = 64

  private var leases: [OSCPeer: Int64] = [:]
  private var pending: [MonitorReport] = []
  private var missed = 0

  var isOn: Bool { !leases.isEmpty }

  /// Tells `peer` of all that comes until `time`, on the monotonic clock.
  mutating func add(_ peer: OSCPeer, until time: Int64) throws(OSCFailure) {
    guard leases[peer] != nil || leases.count < Self.limit else {
      throw OSCFailure(.tooMany, "\(Self.limit) monitors run already; end one of them")
    }
    leases[peer] = time
  }

  mutating func remove(_ peer: OSCPeer) {
    leases[peer] = nil
    if leases.isEmpty { pending.removeAll() }
  }

  /// Keeps a report, or counts it where there are many; it is not even made while nobody watches.
  mutating func note(_ report: @autoclosure () -> MonitorReport) {
    guard isOn else { return }
    guard pending.count < Self.pendingLimit else {
      missed += 1
      return
    }
    pending.append(report())
  }

  /// The reports since the last call, how many more there were, and who is to hear of them.
  mutating func take(
    at time: Int64
  ) -> (reports: [MonitorReport], missed: Int, watchers: [OSCPeer]) {
    leases = leases.filter { $0.value > time }
    defer {
      pending.removeAll(keepingCapacity: true)
      missed = 0
    }
    return (pending, missed, Array(leases.keys))
  }
}
