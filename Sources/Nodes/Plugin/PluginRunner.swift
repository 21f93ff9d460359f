import Graph
import LV2

/// A plugin that runs as a node, as the audio thread sees it.
struct PluginRunner: ~Copyable {
  private let plugin: HostedPlugin
  private let audio: PluginAudio

  /// Gathers blocks of one length where the plugin insists on that.
  private let queue: PluginQueue
  private let controls: PluginControls
  private let inbox: PluginInbox
  private let outbox: PluginOutbox
  private let readings: PluginReadings
  private let keeper: PluginKeeper

  /// Makes the plugin `description` for the node of `context`, and brings it to the state that the
  /// node's settings ask for.
  init(_ description: PluginDescription, _ context: NodeContext) throws(PluginError) {
    try Self.check(description)
    let memory = PluginMemory(description, context)
    let length = PluginQueue.length(for: description, context)
    let hosted = try HostedPlugin(
      description, in: .installed, sampleRate: context.sampleRate,
      lengths: length > 0
        ? PluginBlockLengths(always: length)
        : PluginBlockLengths(upTo: context.maximumFrameCount, usual: context.usualFrameCount),
      worksInLine: context.environment.isOffline)
    let state = try memory.state()
    state?.restore(hosted.link)
    let form = PluginForm(description, initial: state?.numbers ?? [:])
    audio = PluginAudio(description, context)
    queue = PluginQueue(description, length: length)
    controls = PluginControls(form, context, delay: length)
    inbox = PluginInbox(form, hosted, context)
    outbox = PluginOutbox(form, hosted)
    readings = PluginReadings(form, context)
    keeper = PluginKeeper(memory, hosted)
    if memory.isKept { context.addKeeper(keeper) }
    hosted.activate()
    if controls.knowsLatency {
      controls.write(to: hosted)
      hosted.rehearse(length > 0 ? length : min(256, context.maximumFrameCount))
      controls.settle(hosted)
    }
    if hosted.link.hasWorker, !context.environment.isOffline {
      context.addJob(PluginJob(hosted.link))
    }
    if length > 0 { queue.connect(hosted) }
    plugin = hosted
  }

  deinit { keeper.keep() }

  /// Refuses what cannot be hosted, before any code of it runs.
  private static func check(_ description: PluginDescription) throws(PluginError) {
    let missing = description.missingFeatures
    guard missing.isEmpty else { throw .missingFeatures(description.uri, missing) }
    let unknown = description.ports.filter { port in
      guard case .unknown = port.medium else { return false }
      return !port.isOptional
    }
    guard unknown.isEmpty else { throw .unknownPorts(description.uri, unknown.map(\.symbol)) }
  }

  @_noLocks
  func process(_ cycle: borrowing Cycle) {
    guard queue.length == 0 else {
      gather(cycle)
      return
    }
    controls.write(to: plugin, cycle)
    inbox.write(cycle)
    audio.connect(plugin, cycle)
    plugin.run(cycle.frameCount)
    audio.clean(cycle)
    outbox.read(cycle)
    controls.settle(plugin)
    readings.read(plugin)
  }

  /// Runs the plugin whenever a block is complete, and gives out what it made of the one before.
  @_noLocks
  private func gather(_ cycle: borrowing Cycle) {
    var start = 0
    while start < cycle.frameCount {
      let fill = queue.fill
      let count = min(cycle.frameCount - start, queue.length - fill)
      if fill == 0 { inbox.begin(cycle) }
      inbox.write(cycle, from: start, count: count, at: fill)
      outbox.read(
        cycle, from: start, count: count, at: fill, isLast: fill + count == queue.length)
      if queue.exchange(cycle, from: start, count: count) {
        controls.write(to: plugin, cycle)
        plugin.run(queue.length)
        queue.clean()
        controls.settle(plugin)
        readings.read(plugin)
      }
      start += count
    }
  }
}
