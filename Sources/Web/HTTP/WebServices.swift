import NIOPosix
import OSCControl
private import Synchronization

/// What every connection shares.
final class WebServices: Sendable {
  let door: Doorkeeper
  let gate: ControlGate
  let clients = SocketClients()
  let analyses = Analyses()
  let info: HostInfo

  /// Who writes what is long, so that nobody waits for it on the way to a panic.
  private let writers: NIOThreadPool?
  private let budgets = Mutex(
    SourceBudgets(rate: WebLimits.requestRate, depth: WebLimits.savedRequests))

  /// Bytes of answers that have yet to leave.
  private let unsent = Atomic(0)

  init(door: Doorkeeper, gate: ControlGate, info: HostInfo, writers: NIOThreadPool? = nil) {
    self.writers = writers
    self.door = door
    self.gate = gate
    self.info = info
  }

  /// Has `work` done aside where there is somebody to do it.
  func write(_ work: @escaping @Sendable () -> Void) {
    if let writers { writers.submit { _ in work() } } else { work() }
  }

  /// Whether an answer of `size` bytes may wait beside those that do; a short one always may.
  func hasRoom(for size: Int) -> Bool {
    size < WebLimits.shortAnswer
      || unsent.load(ordering: .relaxed) + size <= WebLimits.unsentAnswers
  }

  /// Counts an answer of `size` bytes among those that have yet to leave.
  func keep(_ size: Int) { unsent.add(size, ordering: .relaxed) }

  /// Counts it no more.
  func settle(_ size: Int) { unsent.subtract(size, ordering: .relaxed) }

  /// Whether one more request may come from `address`; from this machine it always may.
  func mayRequest(_ address: UInt32) -> Bool {
    door.isOurs(address)
      || budgets.withLock { $0.admits(address, price: 1, at: Clock.monotonic()) }
  }
}
