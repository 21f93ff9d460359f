private import LV2

/// `strumd scan-plugins`: tries plugins, and says how each of them did.
enum ScanCommand {
  /// Runs the words that follow `scan-plugins`; returns the exit status, 1 if a plugin does harm.
  static func run(_ arguments: [String]) -> Int32 {
    guard let program = PluginDirectory.program else {
      Log.error("cannot find strumd itself, to try plugins with")
      return 1
    }
    let trials = PluginTrials(program: program, directory: PluginDirectory.path)
    var isHarmless = true
    let wanted = arguments.isEmpty ? PluginWorld.installed.addresses : arguments
    for uri in wanted {
      guard let plugin = PluginWorld.installed.describe(uri) else {
        print("\(uri) is not installed")
        isHarmless = false
        continue
      }
      let verdict = trials.renewedVerdict(on: plugin)
      print("\(uri) \(words(verdict, plugin))")
      if !verdict.isLoadable { isHarmless = false }
    }
    return isHarmless ? 0 : 1
  }

  private static func words(_ verdict: PluginVerdict, _ plugin: PluginDescription) -> String {
    let missing = plugin.missingFeatures
    return missing.isEmpty
      ? verdict.description : "needs what strumd does not have: " + missing.joined(separator: ", ")
  }
}
