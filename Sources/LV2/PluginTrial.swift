/// A plugin's first steps, in a process that it may take down.
package enum PluginTrial {
  private static let sampleRate = 48_000.0
  private static let maximumFrameCount = 1024

  /// The length of all blocks, for plugins that insist on one.
  private static let fixedLength = 256

  /// Blocks of the sizes that hosts use, and of those that they do not.
  private static let blocks =
    [64, 1, 17, 64, 333, 1024, 128, 255] + [Int](repeating: 64, count: 40)

  /// Tries the plugin `uri` with silence, an impulse and a note; returns the status to exit with.
  package static func run(_ uri: String) -> Int32 {
    PluginWorld.installed.loadBundles(naming: uri)
    guard let description = PluginWorld.installed.describe(uri),
      description.missingFeatures.isEmpty
    else { return PluginVerdict.refused.code }
    let plugin: HostedPlugin
    do throws(PluginError) {
      plugin = try HostedPlugin(
        description, in: .installed, sampleRate: sampleRate,
        lengths: description.needsFixedBlocks
          ? PluginBlockLengths(always: fixedLength)
          : PluginBlockLengths(upTo: maximumFrameCount, usual: 256),
        worksInLine: true)
    } catch {
      return PluginVerdict.refused.code
    }
    PluginWorld.installed.defaultState(of: uri)?.restore(plugin.link)
    plugin.activate()
    return (play(plugin) ? PluginVerdict.good : .unsound).code
  }

  /// Runs the blocks and returns whether all that came out is finite.
  private static func play(_ plugin: borrowing HostedPlugin) -> Bool {
    let ports = plugin.description.ports
    var buffers: [Int: UnsafeMutablePointer<Float>] = [:]
    defer { for buffer in buffers.values { buffer.deallocate() } }
    for port in ports where port.isSignal {
      let buffer = UnsafeMutablePointer<Float>.allocate(capacity: maximumFrameCount)
      buffer.initialize(repeating: 0, count: maximumFrameCount)
      buffers[port.index] = buffer
      plugin.connect(port.index, to: buffer)
    }
    var isSound = true
    let isFixed = plugin.description.needsFixedBlocks
    for (number, block) in blocks.enumerated() {
      let count = isFixed ? fixedLength : block
      for port in ports where port.isInput {
        if port.isSignal { buffers[port.index]?[0] = number == 8 ? 1 : 0 }
        if port.carriesMIDI { tell(plugin, port, number) }
      }
      plugin.run(count)
      for port in ports where !port.isInput {
        guard let buffer = buffers[port.index] else { continue }
        for frame in 0..<count where !buffer[frame].isFinite { isSound = false }
      }
    }
    return isSound
  }

  /// Plays a note from the fourth block to the twentieth.
  private static func tell(_ plugin: borrowing HostedPlugin, _ port: PluginPort, _ number: Int) {
    guard let buffer = plugin.messages(port.index) else { return }
    buffer.clear()
    if number == 4 { buffer.append(frame: 0, status: 0x90, data1: 60, data2: 100, count: 3) }
    if number == 20 { buffer.append(frame: 3, status: 0x80, data1: 60, data2: 64, count: 3) }
  }
}
