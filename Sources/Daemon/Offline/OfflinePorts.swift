import Graph

/// The ports of an engine that plays to files, in the order in which its nodes opened them.
final class OfflinePorts: PortProvider {
  private(set) var ports: [OfflinePort] = []
  private let maximumFrameCount: Int

  init(maximumFrameCount: Int) { self.maximumFrameCount = maximumFrameCount }

  var captures: [OfflinePort] { ports.filter(\.isCapture) }

  func open(_ name: String, _ declaration: ExternalPortDeclaration) -> UnsafeMutableRawPointer? {
    let port = OfflinePort(name, declaration, maximumFrameCount: maximumFrameCount)
    ports.append(port)
    return Unmanaged.passUnretained(port).toOpaque()
  }

  func rename(_ name: String, to other: String) {
    for port in ports where port.name == name { port.name = other }
  }

  func close(_ name: String, handle: UnsafeMutableRawPointer?) {
    ports.removeAll { $0.name == name }
  }

  func hear(_ sequencerPorts: [String], port: String) {}
  func want(_ connections: [String], node: String, ports: [String]) {}

  func ledger(for name: String) -> NoteLedger? { nil }
  func release(_ ledger: NoteLedger) {}

  /// The port that belongs to `slot`.
  static func port(of slot: ExternalSlot) -> OfflinePort? {
    slot.handle.map { Unmanaged<OfflinePort>.fromOpaque($0).takeUnretainedValue() }
  }
}
