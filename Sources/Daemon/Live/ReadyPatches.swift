import Graph

/// Patches that are ready to be loaded, as few as may wait: their soundfonts take memory.
struct ReadyPatches {
  /// The most that are kept.
  static let limit = 4

  private struct Entry {
    let patch: PreparedPatch
    let stamp: FileStamp
  }

  /// When each file was last looked at, by what was loaded until then, and how the file was.
  private var looks: [String: (generation: Int, stamp: FileStamp)] = [:]

  /// The latest last.
  private var entries: [Entry] = []

  /// What was let go of and may be freed.
  private var evicted: [PreparedPatch] = []

  var paths: [String] { entries.map(\.patch.version.source) }

  /// Keeps `patch`, whose file is as `stamp` says, and lets the oldest go if there are too many.
  mutating func keep(_ patch: PreparedPatch, _ stamp: FileStamp) {
    evict { $0.patch.version.source == patch.version.source }
    entries.append(Entry(patch: patch, stamp: stamp))
    if entries.count > Self.limit { evicted.append(entries.removeFirst().patch) }
  }

  /// Whether the file at `path` was not looked at since what was loaded as the one of `generation`,
  /// or has changed since.
  func isStale(_ path: String, at generation: Int) -> Bool {
    guard let look = looks[path] else { return true }
    return look.generation != generation || !look.stamp.isCurrent
  }

  /// Takes note that the file at `path` was looked at, whatever came of it.
  mutating func note(_ path: String, at generation: Int) {
    looks[path] = (generation, FileStamp(path))
  }

  /// The patch of the file at `path`, unless that has changed since.
  func peek(_ path: String) -> PreparedPatch? {
    entries.first { $0.patch.version.source == path && $0.stamp.isCurrent }?.patch
  }

  /// Takes the patch of the file at `path` out, unless that has changed since.
  mutating func take(_ path: String) -> PreparedPatch? {
    let patch = peek(path)
    evict { $0.patch.version.source == path && $0.patch !== patch }
    entries.removeAll { $0.patch === patch }
    return patch
  }

  /// How the file at `path` was when its patch was made ready.
  func stamp(of path: String) -> FileStamp? {
    entries.first { $0.patch.version.source == path }?.stamp
  }

  /// Takes all of them, and forgets which files were looked at.
  mutating func takeAll() -> [PreparedPatch] {
    defer { self = ReadyPatches() }
    return entries.map(\.patch) + evicted
  }

  /// Takes what nobody needs any more.
  mutating func takeEvicted() -> [PreparedPatch] {
    defer { evicted = [] }
    return evicted
  }

  private mutating func evict(_ isGone: (Entry) -> Bool) {
    evicted += entries.filter(isGone).map(\.patch)
    entries.removeAll(where: isGone)
  }
}
