import CLilv
private import Glibc
private import Synchronization

/// Keeps plugins that do harm from doing it again.
///
/// A plugin is tried in a child process before it is loaded for the first time; while one runs, its
/// name stands in a file, so that after a crash the next start knows whose it was. For the control
/// thread and its like.
package enum PluginGuard {
  private struct State {
    /// The address of the marks in the file; 0 where nobody watches.
    var marks: UInt = 0
    var used: Set<Int> = []

    /// Why plugins are not to be loaded, by URI.
    var barred: [String: String] = [:]
    var trials: PluginTrials?
  }

  /// How many plugins can be watched at once; more run unwatched.
  private static let markCount = 256
  private static let state = Mutex(State())

  /// Watches over the plugins of this process; returns what the user has to be told of the last run.
  ///
  /// What runs is noted in `file`, which should lie in memory, since the audio thread writes it;
  /// what is left out stands in `directory`.
  package static func watch(file: String, directory: String) -> [String] {
    PluginDirectory.make(directory)
    let list = BarredPlugins(path: directory + "/plugins-barred")
    guard let marks = map(file) else { return ["cannot keep watch over plugins in \(file)"] }
    var news: [String] = []
    for index in 0..<markCount {
      guard let casualty = Casualty(marks + index) else { continue }
      list.add(casualty.uri, reason: casualty.reason)
      news.append(
        "the plugin '\(casualty.uri)' \(casualty.reason); to try it again, delete its line in "
          + list.path)
    }
    memset(marks, 0, markCount * MemoryLayout<plugin_mark>.stride)
    plugin_watch(marks, Int32(markCount))
    let (address, barred) = (UInt(bitPattern: marks), list.reasons)
    state.withLock {
      $0.marks = address
      $0.barred = barred
    }
    return news
  }

  /// Has plugins tried by `program` before they are loaded, with `directory` to remember in.
  package static func tryFirst(program: String, directory: String) {
    let trials = PluginTrials(program: program, directory: directory)
    state.withLock { $0.trials = trials }
  }

  /// Why the plugin is not to be loaded, or `nil`; this may take as long as a trial does.
  package static func objection(to plugin: PluginDescription) -> String? {
    let (barred, trials) = state.withLock { ($0.barred[plugin.uri], $0.trials) }
    if let barred { return "'\(plugin.uri)' \(barred)" }
    guard let verdict = trials?.verdict(on: plugin), !verdict.isLoadable else { return nil }
    return "'\(plugin.uri)' \(verdict.description) when it was tried"
  }

  /// A place to note that `uri` runs; of no consequence where nobody watches.
  static func mark(_ uri: String) -> UnsafeMutablePointer<plugin_mark> {
    let place = state.withLock { state -> UInt? in
      guard state.marks != 0,
        let free = (0..<markCount).first(where: { !state.used.contains($0) })
      else { return nil }
      state.used.insert(free)
      return state.marks + UInt(free * MemoryLayout<plugin_mark>.stride)
    }
    let mark =
      place.flatMap { UnsafeMutablePointer<plugin_mark>(bitPattern: $0) } ?? .allocate(capacity: 1)
    mark.initialize(to: plugin_mark())
    withUnsafeMutableBytes(of: &mark.pointee.uri) { bytes in
      for (place, byte) in zip(bytes.indices.dropLast(), uri.utf8) { bytes[place] = byte }
    }
    return mark
  }

  /// Gives `mark` back.
  static func release(_ mark: UnsafeMutablePointer<plugin_mark>) {
    mark.pointee.thread = 0
    withUnsafeMutableBytes(of: &mark.pointee.uri) { $0[0] = 0 }
    let place = UInt(bitPattern: mark)
    let isWatched = state.withLock { state -> Bool in
      let stride = UInt(MemoryLayout<plugin_mark>.stride)
      guard state.marks != 0, place >= state.marks,
        place < state.marks + UInt(markCount) * stride
      else { return false }
      state.used.remove(Int((place - state.marks) / stride))
      return true
    }
    if !isWatched { mark.deallocate() }
  }

  private static func map(_ path: String) -> UnsafeMutablePointer<plugin_mark>? {
    let length = markCount * MemoryLayout<plugin_mark>.stride
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    guard file >= 0 else { return nil }
    // The descriptor stays open: its lock says that this process is alive.
    // To write to a page that has no room on the disk would end the program.
    guard flock(file, LOCK_EX | LOCK_NB) == 0, posix_fallocate(file, 0, length) == 0,
      let memory = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, file, 0),
      memory != MAP_FAILED
    else {
      close(file)
      return nil
    }
    return memory.bindMemory(to: plugin_mark.self, capacity: markCount)
  }
}

/// A plugin that ended the last run.
private struct Casualty {
  let uri: String
  let reason: String

  init?(_ mark: UnsafeMutablePointer<plugin_mark>) {
    let uri = withUnsafeBytes(of: &mark.pointee.uri) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    guard !uri.isEmpty else { return nil }
    self.uri = uri
    if mark.pointee.signal != 0 {
      reason =
        "ended strumd with \(signalName(Int32(mark.pointee.signal))) and is left out since"
    } else if mark.pointee.thread != 0, mark.pointee.is_making != 0 {
      reason = "ended strumd while it was made and is left out since"
    } else {
      return nil
    }
  }
}

/// What a signal is called.
func signalName(_ signal: Int32) -> String {
  switch signal {
  case SIGSEGV: "a segmentation fault"
  case SIGBUS: "a bus error"
  case SIGFPE: "an arithmetic error"
  case SIGILL: "an illegal instruction"
  case SIGABRT: "an abort"
  default: "signal \(signal)"
  }
}
