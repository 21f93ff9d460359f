/// An event as the control thread gets it: with the node that sent it.
package struct ReportedEvent: BitwiseCopyable {
  /// The number of the node's instance.
  package let node: UInt32

  /// Which of the node's event outputs, counted from 0.
  package let port: UInt16
  package let event: Event

  @_noLocks
  init(node: UInt32, port: UInt16, event: Event) {
    self.node = node
    self.port = port
    self.event = event
  }
}

/// Copies all events that nodes send to the control thread, for whoever subscribed.
struct EventTap: ~Copyable {
  private let shared: Unmanaged<ExecutorShared>

  init(_ shared: ExecutorShared) { self.shared = .passUnretained(shared) }

  /// Reports what `step` sent in this cycle.
  @_noLocks
  func report(_ step: Step) {
    for port in 0..<step.eventOutputCount {
      let lane = step.ports.pointee.eventOutputs[port]
      for index in 0..<lane.header.pointee.count {
        let number = step.number
        let event = lane.elements[index]
        send(ReportedEvent(node: number, port: UInt16(port), event: event))
      }
    }
  }

  @_noLocks
  private func send(_ reported: ReportedEvent) {
    shared._withUnsafeGuaranteedRef { $0.report(reported) }
  }
}
