import LV2

extension PluginError {
  /// What is wrong and what to write instead, without a full stop.
  var message: String {
    switch self {
    case .refused(let plugin):
      "'\(plugin)' refuses to be made, as it may at this sample rate or without a file it needs"
    case .unknownPreset(let name, let known) where known.isEmpty:
      "there is no preset '\(name)': the plugin has none"
    case .unknownPreset(let name, let known):
      "there is no preset '\(name)'; there are "
        + known.prefix(20).map { "'\($0)'" }.joined(separator: ", ")
        + (known.count > 20 ? " and \(known.count - 20) more" : "")
    case .missingFeatures(let plugin, let features):
      "'\(plugin)' needs what strumd does not have: " + features.joined(separator: ", ")
    case .unknownPorts(let plugin, let ports):
      "'\(plugin)' has ports of a kind that strumd does not know: "
        + ports.joined(separator: ", ")
    }
  }
}
