import Graph
private import Glibc
import LV2

/// Where a plugin's state comes from, and where it goes to.
struct PluginMemory {
  private let description: PluginDescription
  private let preset: String

  /// The folder of the state; empty where none is kept.
  private let folder: String
  let isKept: Bool

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
    let file = folder + "/state.ttl"
    if !folder.isEmpty, access(file, R_OK) == 0, !FileStamp(file).isElse,
      let state = PluginWorld.installed.state(folder: folder)
    {
      return state
    }
    guard preset.isEmpty else {
      return try PluginWorld.installed.preset(preset, of: description.uri)
    }
    return PluginWorld.installed.defaultState(of: description.uri)
  }

  /// Saves the state of the plugin of `link`, with its `numbers`.
  func keep(_ link: PluginLink, _ numbers: PluginNumbers) {
    guard isKept else { return }
    var values: [String: Float] = [:]
    for port in description.ports where port.isParameter {
      values[port.symbol] = numbers[port.index]
    }
    mkdir(folder, 0o755)
    _ = PluginWorld.installed.save(link, of: description.uri, numbers: values, folder: folder)
  }
}
