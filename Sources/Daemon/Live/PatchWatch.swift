private import CLinux
private import Glibc

/// Notices when files change on disk, also those that an editor replaces by new ones.
struct PatchWatch: ~Copyable {
  /// Nanoseconds without a change after which a file counts as complete.
  private static let calm: Int64 = 100_000_000

  /// Nanoseconds between two attempts to watch a folder that is not there.
  private static let retryPeriod: Int64 = 1_000_000_000

  /// Becomes readable when something has changed; -1 if nothing is watched.
  let descriptor: Int32

  /// The folders that are watched, by the kernel's number; one folder may go by several names.
  private var folders: [Int32: Set<String>] = [:]

  private var watched: Set<String> { folders.values.reduce(into: []) { $0.formUnion($1) } }

  /// The names to look for in each folder.
  private var names: [String: Set<String>] = [:]
  private var lastChange: Int64?
  private var nextTry: Int64 = 0

  /// Watches nothing yet, and never does if not `isOn`.
  init(isOn: Bool) {
    descriptor = isOn ? inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC)) : -1
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Watches `files` and no others from now on.
  ///
  /// Returns whether it watches a folder that it did not before, where something may have been missed.
  mutating func watch(_ files: Set<String>, now: Int64) -> Bool {
    guard descriptor >= 0 else { return false }
    var wanted: [String: Set<String>] = [:]
    for file in files {
      let slash = file.lastIndex(of: "/")
      let folder = slash.map { String(file[...$0]) } ?? "./"
      wanted[folder, default: []].insert(
        String(slash.map { file[file.index(after: $0)...] } ?? file[...]))
    }
    guard wanted != names || watched.count < names.count && now >= nextTry else {
      return false
    }
    names = wanted
    nextTry = now + Self.retryPeriod
    for (number, known) in folders {
      let kept = known.filter { wanted[$0] != nil }
      if kept.isEmpty { inotify_rm_watch(descriptor, number) }
      folders[number] = kept.isEmpty ? nil : kept
    }
    let watched = watched
    let missing = wanted.keys.filter { !watched.contains($0) }
    return missing.count { add($0) } > 0
  }

  /// Takes a file for changed that nothing was said of.
  mutating func assumeChange(now: Int64) { lastChange = now }

  /// Begins to watch `folder`; returns whether it is there.
  private mutating func add(_ folder: String) -> Bool {
    let mask = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR)
    let number = inotify_add_watch(descriptor, folder, mask)
    if number >= 0 { folders[number, default: []].insert(folder) }
    return number >= 0
  }

  /// Whether a file has changed and been left alone for a moment since.
  mutating func takeChange(now: Int64) -> Bool {
    guard descriptor >= 0 else { return false }
    if readEvents() { lastChange = now }
    guard let last = lastChange, now - last >= Self.calm else { return false }
    lastChange = nil
    return true
  }

  /// Reads what waits; returns whether it is about one of the files.
  private mutating func readEvents() -> Bool {
    var isConcerned = false
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return isConcerned }
      var offset = 0
      while offset + 16 <= count {
        let event = buffer.withUnsafeBytes {
          $0.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        }
        let length = Int(event.len)
        let name = String(
          decoding: buffer[(offset + 16)..<(offset + 16 + length)].prefix { $0 != 0 }, as: UTF8.self
        )
        if takes(event, name) { isConcerned = true }
        offset += 16 + length
      }
    }
  }

  private mutating func takes(_ event: inotify_event, _ name: String) -> Bool {
    if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { return true }
    if event.mask & UInt32(IN_IGNORED) != 0 { folders[event.wd] = nil }
    return folders[event.wd]?.contains { names[$0]?.contains(name) == true } == true
  }
}
