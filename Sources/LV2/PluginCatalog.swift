private import Glibc
private import Platform
private import Synchronization

/// What is known of plugins without reading their descriptions in this process: a child reads them,
/// one plugin at a time, and a file remembers what it said.
///
/// lilv has read whatever lies in the plugin folders by then, and a description that takes it down
/// takes the child down only.
package enum PluginCatalog {
  /// What makes `strumd` the program that describes a plugin; its URI follows.
  package static let verb = "describe-plugin"

  private struct State {
    /// The program that describes plugins; `nil` where this process reads for itself.
    var program: String?
    var folder = ""

    /// What was said, by URI; an entry without a record is of a plugin that nobody knows.
    var known: [String: (stamp: String, record: PluginRecord?)] = [:]
  }

  private static let state = Mutex(State())

  /// Has plugins described by `program` from now on, with `directory` to remember in.
  package static func use(program: String, directory: String) {
    let folder = directory + "/plugins-described"
    PluginDirectory.make(folder)
    state.withLock {
      $0.program = program
      $0.folder = folder
    }
  }

  static var isUsed: Bool { state.withLock { $0.program != nil } }

  /// What is to be known of `uri`; `nil` where no such plugin can be read.
  ///
  /// This may take as long as a child does.
  static func record(of uri: String) -> PluginRecord? {
    let (program, folder, known) = state.withLock { ($0.program, $0.folder, $0.known[uri]) }
    guard let program else { return nil }
    let stamp = self.stamp
    if let known, known.stamp == stamp { return known.record }
    let file = folder + "/" + name(of: uri)
    let record = kept(file, uri, stamp) ?? described(by: program, uri, stamp, file)
    state.withLock { $0.known[uri] = (stamp, record) }
    return record
  }

  /// Writes what is to be known of `uri`, for another process to read; returns the status to exit with.
  package static func describe(_ uri: String) -> Int32 {
    let world = PluginWorld.installed
    world.loadBundles(naming: uri)
    guard let plugin = world.describe(uri) else { return 3 }
    for line in PluginRecord(plugin, presets: world.presets(of: uri)).lines { print(line) }
    return 0
  }

  private static func described(
    by program: String, _ uri: String, _ stamp: String, _ file: String
  ) -> PluginRecord? {
    guard let child = PluginChild(program, verb, uri), case .exited(0) = child.end,
      let record = PluginRecord(
        String(decoding: child.output, as: UTF8.self).split(separator: "\n"))
    else { return nil }
    TextFile.replace(
      file, with: [stamp + bundleStamp(record), uri] + record.lines)
    return record
  }

  /// What the file remembers, if nothing has changed since.
  private static func kept(_ file: String, _ uri: String, _ stamp: String) -> PluginRecord? {
    let lines = TextFile.lines(file)
    guard lines.count > 2, lines[1] == uri, let record = PluginRecord(lines.dropFirst(2)),
      lines[0] == stamp + bundleStamp(record)
    else { return nil }
    return record
  }

  /// The folders of plugins and when something came or went there.
  private static var stamp: String {
    "1 " + PluginFolders.all.map { "\($0) \(changeTime($0))" }.joined(separator: " ")
  }

  /// When the plugin's own folder and its manifest were changed.
  private static func bundleStamp(_ record: PluginRecord) -> String {
    let bundle = record.plugin.bundle
    return " \(changeTime(bundle)) \(changeTime(bundle + "/manifest.ttl"))"
  }

  /// When `path` was changed, in seconds and nanoseconds; "0" where there is nothing.
  private static func changeTime(_ path: String) -> String {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return "0" }
    return "\(facts.st_mtim.tv_sec).\(facts.st_mtim.tv_nsec)"
  }

  private static func name(of uri: String) -> String { Fingerprint(uri.utf8).text }
}
