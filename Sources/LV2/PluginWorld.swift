private import CFFTW
import CLilv
private import Glibc
private import Synchronization

/// The plugins that are installed, as lilv knows them.
///
/// Reading descriptions runs no code of plugins. Where there is a ``PluginCatalog``, they are read
/// elsewhere, and only what is loaded is read here. For threads that may wait: everything else waits
/// for a lock. Unchecked because all that changes is touched with the lock held.
package final class PluginWorld: @unchecked Sendable {
  /// What is installed in the folders of `LV2_PATH`, or in the usual ones.
  package static let installed = PluginWorld()

  private let lock = Mutex(())
  let world: OpaquePointer
  var isComplete = false
  var loadedBundles: Set<String> = []
  private var descriptions: [String: PluginDescription] = [:]
  var terms: [String: OpaquePointer] = [:]

  private init() {
    // Plugins plan with FFTW while other threads do.
    fftwf_make_planner_thread_safe()
    guard let world = lilv_world_new() else { preconditionFailure("Out of memory") }
    self.world = world
  }

  /// Runs `body` alone.
  func alone<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result
  {
    try lock.withLock { (_) throws(Failure) -> sending Result in
      nonisolated(unsafe) let result = try body()
      return result
    }
  }

  /// What `uri` is, or `nil` where no such plugin is installed.
  package func describe(_ uri: String) -> PluginDescription? {
    if let record = PluginCatalog.record(of: uri) { return record.plugin }
    return alone {
      if let known = descriptions[uri] { return known }
      guard let plugin = plugin(uri), let made = describe(plugin) else { return nil }
      descriptions[uri] = made
      return made
    }
  }

  /// The addresses of all plugins that are installed, sorted.
  package var addresses: [String] {
    alone {
      loadAll()
      let plugins = lilv_world_get_all_plugins(world)
      var found: [String] = []
      var place = lilv_plugins_begin(plugins)
      while !lilv_plugins_is_end(plugins, place) {
        if let plugin = lilv_plugins_get(plugins, place) {
          found.append(text(lilv_plugin_get_uri(plugin)))
        }
        place = lilv_plugins_next(plugins, place)
      }
      return found.sorted()
    }
  }

  /// lilv's own handle of the plugin `uri`; with the lock held.
  func plugin(_ uri: String) -> OpaquePointer? {
    if let plugin = find(uri) { return plugin }
    if PluginCatalog.isUsed {
      guard let record = PluginCatalog.record(of: uri) else { return nil }
      loadBundle(record.plugin.bundle)
    } else {
      loadAll()
    }
    return find(uri)
  }

  private func find(_ uri: String) -> OpaquePointer? {
    guard Self.isAddress(uri), let node = lilv_new_uri(world, uri) else { return nil }
    defer { lilv_node_free(node) }
    return lilv_plugins_get_by_uri(lilv_world_get_all_plugins(world), node)
  }

  /// Whether `text` looks like a URI; lilv complains in the terminal of what does not.
  private static func isAddress(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.contains(":") else { return false }
    return UInt8(ascii: "a")...UInt8(ascii: "z") ~= first | 0x20
  }
}
