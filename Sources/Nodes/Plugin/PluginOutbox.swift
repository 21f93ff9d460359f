import Graph
import LV2

/// The MIDI that comes from a plugin.
struct PluginOutbox: ~Copyable {
  private struct Port: BitwiseCopyable {
    let buffer: AtomBuffer

    /// The node's MIDI output.
    let output: Int
  }

  private let ports: UnsafeMutablePointer<Port>
  private let portCount: Int

  init(_ form: PluginForm, _ plugin: borrowing HostedPlugin) {
    var ports: [Port] = []
    for port in form.description.ports where !port.isInput && port.carriesMIDI {
      guard let buffer = plugin.messages(port.index) else { continue }
      ports.append(Port(buffer: buffer, output: ports.count))
    }
    self.ports = keptMemory(ports)
    portCount = ports.count
  }

  deinit { ports.deallocate() }

  /// Passes on the MIDI that the plugin wrote.
  @_noLocks
  func read(_ cycle: borrowing Cycle) {
    read(cycle, from: 0, count: cycle.frameCount, at: 0, isLast: true)
  }

  /// Passes on the MIDI that the plugin wrote for `count` frames of its block from `frame` on, which are
  /// the cycle's from `start` on; `isLast` where the block ends with them.
  @_noLocks
  func read(
    _ cycle: borrowing Cycle, from start: Int, count: Int, at frame: Int, isLast: Bool
  ) {
    for index in 0..<portCount {
      let buffer = ports[index].buffer
      let lane = cycle.midiOutput(ports[index].output)
      var next = buffer.first()
      while let position = next {
        let message = buffer.midi(at: position)
        let place = max(0, message.frame) - frame
        let isDue = place >= 0 && (place < count || isLast)
        if isDue, message.status >= 0x80, message.status < 0xF0 {
          let offset = start + min(place, count - 1)
          lane.append(
            MIDIEvent(
              offset: Int32(truncatingIfNeeded: offset), status: message.status,
              data1: message.data1 & 0x7F, data2: message.data2 & 0x7F))
        }
        next = buffer.next(after: position)
      }
    }
  }
}
