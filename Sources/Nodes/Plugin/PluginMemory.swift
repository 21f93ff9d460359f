import Graph
private import Glibc
import LV2

/// Where a plugin's state comes from, and where it goes to.
struct PluginMemory {
  private let description: PluginDescription
  private let preset: String

  /// The folder of the state; empty where none is kept.
  private let folder: String
  private let isKept: Bool

  init(_ description: PluginDescription, _ context: NodeContext) {
    self.description = description
    preset = context.setting("preset").text
    let state = context.setting("state").text
    folder = state.isEmpty ? "" : context.environment.path(state)
    let environment = context.environment
    isKept = !folder.isEmpty && !environment.isOffline && !environment.isRehearsal
  }

  /// What was saved, else the preset, else what the plugin wants to begin with.
  func state() throws(PluginError) -> PluginState? {
    if !folder.isEmpty, access(folder + "/state.ttl", R_OK) == 0,
      let state = PluginWorld.installed.state(folder: folder)
    {
      return state
    }
    guard preset.isEmpty else {
      return try PluginWorld.installed.preset(preset, of: description.uri)
    }
    return PluginWorld.installed.defaultState(of: description.uri)
  }

  /// Saves the state of `plugin`, which runs no more.
  func keep(_ plugin: borrowing HostedPlugin) {
    guard isKept else { return }
    var numbers: [String: Float] = [:]
    for port in description.ports where port.isParameter {
      numbers[port.symbol] = plugin.number(port.index)
    }
    mkdir(folder, 0o755)
    _ = PluginWorld.installed.save(
      plugin.link, of: description.uri, numbers: numbers, folder: folder)
  }
}
