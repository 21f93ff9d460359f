import CLilv
private import Realtime
private import Synchronization

/// A plugin that runs: made and freed on the control thread, used by the audio thread.
///
/// Ports are counted as the plugin counts them. Memory for numbers and messages is its own; samples
/// stay where the graph has them.
package struct HostedPlugin: ~Copyable {
  package let link: PluginLink
  package let description: PluginDescription

  /// The same link, for the audio thread.
  private let crossing: Unmanaged<PluginLink>

  /// The plugin's code and its instance; valid while ``link`` lives.
  private let descriptor: UnsafePointer<LV2_Descriptor>
  private let handle: UnsafeMutableRawPointer
  private let worker: UnsafePointer<LV2_Worker_Interface>?
  private let mark: UnsafeMutablePointer<plugin_mark>

  /// The number of every port that has one; others leave theirs untouched.
  private let values: UnsafeMutablePointer<Float>

  /// Where each port points to, so that it is pointed anew only where that changed.
  private let places: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  private let atoms: [AtomBuffer]
  private let outgoing: UnsafeMutablePointer<AtomBuffer>
  private let outgoingCount: Int

  /// Instantiates the plugin `description` for blocks of `lengths`.
  ///
  /// `worksInLine` lets its work be done where it is asked for, as offline.
  package init(
    _ description: PluginDescription, in world: PluginWorld, sampleRate: Double,
    lengths: PluginBlockLengths, worksInLine: Bool
  ) throws(PluginError) {
    let link = PluginLink(description.uri, in: world, worksInLine: worksInLine)
    let isMade = world.alone {
      guard let plugin = world.plugin(description.uri) else { return false }
      return link.instantiate(
        plugin, sampleRate: sampleRate, lengths: lengths)
    }
    guard isMade, let instance = link.instance?.pointee, let descriptor = instance.lv2_descriptor,
      let handle = instance.lv2_handle
    else { throw PluginError.refused(description.uri) }
    self.link = link
    crossing = .passUnretained(link)
    self.description = description
    self.descriptor = descriptor
    self.handle = handle
    worker = link.worker
    mark = link.mark
    let count = description.ports.count
    values = .allocated(touching: max(1, count))
    places = .allocate(capacity: max(1, count))
    places.initialize(repeating: nil, count: max(1, count))
    var atoms: [AtomBuffer] = []
    var outgoing: [AtomBuffer] = []
    for port in description.ports {
      switch port.medium {
      case .control:
        values[port.index] = port.initial(at: sampleRate)
        places[port.index] = UnsafeMutableRawPointer(values + port.index)
      case .atom:
        let buffer = AtomBuffer(minimumSize: port.minimumSize)
        atoms.append(buffer)
        if !port.isInput { outgoing.append(buffer) }
        places[port.index] = buffer.memory
      case .audio, .cv, .unknown: break
      }
    }
    self.atoms = atoms
    self.outgoing = .allocate(capacity: max(1, outgoing.count))
    outgoingCount = outgoing.count
    for (index, buffer) in outgoing.enumerated() { (self.outgoing + index).initialize(to: buffer) }
    for index in 0..<count {
      plugin_connect(descriptor, handle, UInt32(index), places[index])
    }
  }

  deinit {
    link.stop()
    values.deallocate()
    places.deallocate()
    for buffer in atoms { buffer.deallocate() }
    outgoing.deallocate()
  }

  /// Lets the plugin begin; call once, on the control thread, when its state is restored.
  package func activate() { link.activate() }

  /// Runs the plugin on `frameCount` frames of silence that nobody hears, so that it says by how much
  /// it is late; then lets it begin anew.
  package func rehearse(_ frameCount: Int) {
    var samples: [UnsafeMutablePointer<Float>] = []
    for port in description.ports where port.isSignal {
      samples.append(.allocated(touching: frameCount))
      connect(port.index, to: samples[samples.count - 1])
    }
    run(frameCount)
    for memory in samples { memory.deallocate() }
    link.reset()
  }

  /// The messages of the atom port `port`.
  package func messages(_ port: Int) -> AtomBuffer? {
    guard case .atom = description.ports[port].medium else { return nil }
    let index = description.ports.prefix(port).count {
      if case .atom = $0.medium { true } else { false }
    }
    return atoms[index]
  }

  /// All numbers, for whoever must not hold up the audio thread.
  package var numbers: PluginNumbers { PluginNumbers(values) }

  /// The number at the control port `port`.
  @_noLocks
  package func number(_ port: Int) -> Float { values[port] }

  /// Sets the number at the control port `port`.
  @_noLocks
  package func set(_ port: Int, to number: Float) { values[port] = number }

  /// Points the audio port `port` at `samples`, which must hold as many as the next block has.
  @_noLocks
  package func connect(_ port: Int, to samples: UnsafeMutablePointer<Float>) {
    let place = UnsafeMutableRawPointer(samples)
    guard places[port] != place else { return }
    places[port] = place
    plugin_connect(descriptor, handle, UInt32(truncatingIfNeeded: port), place)
  }

  /// Runs the plugin for `frameCount` frames, and hands it what its work has answered.
  @_noLocks
  package func run(_ frameCount: Int) {
    for index in 0..<outgoingCount { outgoing[index].offer() }
    plugin_run(descriptor, handle, UInt32(truncatingIfNeeded: frameCount), mark)
    guard let worker else { return }
    deliver(worker)
  }

  @_noLocks
  private func deliver(_ worker: UnsafePointer<LV2_Worker_Interface>) {
    let handle = handle
    crossing._withUnsafeGuaranteedRef { $0.deliver(to: worker, handle) }
  }
}
