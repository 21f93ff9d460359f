import Graph
import LV2

/// Saves what a plugin remembers: when its node goes, and before another one is made in its place.
///
/// Unchecked because a plugin's state may be saved while it runs, as the LV2 standard demands of plugins,
/// and its numbers are single words.
final class PluginKeeper: StateKeeper, @unchecked Sendable {
  private let memory: PluginMemory
  private let link: PluginLink
  private let numbers: PluginNumbers

  init(_ memory: PluginMemory, _ plugin: borrowing HostedPlugin) {
    self.memory = memory
    link = plugin.link
    numbers = plugin.numbers
  }

  /// Must not be called any more once the plugin is freed.
  func keep() { memory.keep(link, numbers) }
}
