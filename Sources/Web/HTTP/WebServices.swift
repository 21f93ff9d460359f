import OSCControl
private import Synchronization

/// What every connection shares.
final class WebServices: Sendable {
  let door: Doorkeeper
  let gate: ControlGate
  let clients = SocketClients()
  let analyses = Analyses()
  let info: HostInfo
  private let budgets = Mutex(
    SourceBudgets(rate: WebLimits.requestRate, depth: WebLimits.savedRequests))

  init(door: Doorkeeper, gate: ControlGate, info: HostInfo) {
    self.door = door
    self.gate = gate
    self.info = info
  }

  /// Whether one more request may come from `address`; from this machine it always may.
  func mayRequest(_ address: UInt32) -> Bool {
    door.isOurs(address)
      || budgets.withLock { $0.admits(address, price: 1, at: Clock.monotonic()) }
  }
}
