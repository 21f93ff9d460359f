private import CLilv
private import Glibc

/// Trials of plugins, each in a process of its own, and a file that remembers how they ended.
package struct PluginTrials: Sendable {
  /// What makes `strumd` the program that tries a plugin; its URI follows.
  package static let verb = "try-plugin"

  /// Seconds after which a trial has failed.
  private static let patience = 4.0

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
    guard let process = start(uri) else { return .good }
    var status: Int32 = 0
    for _ in 0..<Int(Self.patience * 500) {
      if waitpid(process, &status, WNOHANG) == process { return Self.verdict(status) }
      usleep(2000)
    }
    kill(process, SIGKILL)
    waitpid(process, &status, 0)
    return .hung
  }

  private static func verdict(_ status: Int32) -> PluginVerdict {
    let signal = status & 0x7F
    return signal == 0 ? PluginVerdict(code: status >> 8 & 0xFF) : .crashed(signal: signal)
  }

  /// Starts the program that tries `uri`; `nil` where that fails, which is not the plugin's fault.
  private func start(_ uri: String) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in Int32(0)..<3 {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETPGROUP)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    let texts = [program, Self.verb, uri]
    var words: [UnsafeMutablePointer<CChar>?] = []
    for text in texts { words.append(strdup(text)) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var process = pid_t()
    let status = posix_spawn(&process, program, &actions, &attributes, &words, environ)
    return status == 0 ? process : nil
  }

  private func changeTime(of folder: String) -> Int {
    var facts = stat()
    guard stat(folder, &facts) == 0 else { return 0 }
    return facts.st_mtim.tv_sec
  }
}
