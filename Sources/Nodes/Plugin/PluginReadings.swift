import Graph
import LV2

/// The numbers that a plugin gives out, such as its meters.
struct PluginReadings: ~Copyable {
  private let ports: UnsafeMutablePointer<Int>
  private let senders: UnsafeMutablePointer<ReadingSender>
  private let count: Int

  init(_ form: PluginForm, _ context: NodeContext) {
    count = form.readings.count
    ports = .allocate(capacity: max(1, count))
    senders = .allocate(capacity: max(1, count))
    for (index, reading) in form.readings.enumerated() {
      (ports + index).initialize(to: reading.port.index)
      (senders + index).initialize(to: context.sender(reading.name))
    }
  }

  deinit {
    ports.deallocate()
    senders.deinitialize(count: count)
    senders.deallocate()
  }

  /// Passes on what the plugin has written.
  @_noLocks
  func read(_ plugin: borrowing HostedPlugin) {
    for index in 0..<count { senders[index].send(plugin.number(ports[index])) }
  }
}
