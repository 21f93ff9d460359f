private import Glibc

/// Trials of plugins, each in a process of its own, and a file that remembers how they ended.
package struct PluginTrials: Sendable {
  /// What makes `strumd` the program that tries a plugin; its URI follows.
  package static let verb = "try-plugin"

  private let program: String

  /// A line a trial: the URI, the bundle, when that was changed, and the verdict's code.
  private let path: String

  /// Tries plugins with `program` and remembers in `directory`.
  package init(program: String, directory: String) {
    PluginDirectory.make(directory)
    self.program = program
    path = directory + "/plugins-tried"
  }

  /// How `plugin` did when it was tried, which it is now if its bundle has changed since.
  package func verdict(on plugin: PluginDescription) -> PluginVerdict {
    let key = key(plugin)
    if let line = TextFile.lines(path).last(where: { $0.hasPrefix(key) }),
      let code = Int32(line.dropFirst(key.count))
    {
      return PluginVerdict(code: code)
    }
    return renewedVerdict(on: plugin)
  }

  /// How `plugin` does now.
  package func renewedVerdict(on plugin: PluginDescription) -> PluginVerdict {
    let verdict = attempt(plugin.uri)
    TextFile.append(key(plugin) + "\(verdict.code)", to: path)
    return verdict
  }

  private func key(_ plugin: PluginDescription) -> String {
    "\(plugin.uri)\t\(plugin.bundle)\t\(changeTime(of: plugin.bundle))\t"
  }

  /// Tries the plugin `uri` in a process of its own.
  package func attempt(_ uri: String) -> PluginVerdict {
    switch PluginChild(program, Self.verb, uri)?.end {
    case nil: .good
    case .exited(let code): PluginVerdict(code: code)
    case .crashed(let signal): .crashed(signal: signal)
    case .hung: .hung
    }
  }

  private func changeTime(of folder: String) -> Int {
    var facts = stat()
    guard stat(folder, &facts) == 0 else { return 0 }
    return facts.st_mtim.tv_sec
  }
}
