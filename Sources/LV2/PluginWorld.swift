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
  private var isComplete = false
  private var loadedBundles: Set<String> = []
  private var descriptions: [String: PluginDescription] = [:]
  private var terms: [String: OpaquePointer] = [:]

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

  /// Takes notice of the plugins in the folder `path`, before anything else is asked; this process
  /// describes them itself, unless they are installed, too.
  package func load(bundle path: String) {
    alone { loadBundle(path) }
  }

  /// Takes notice of the bundles that may have something to say of the plugin `uri`, and of no others:
  /// one that cannot be read is not to come in between.
  func loadBundles(naming uri: String) {
    let word = uri.split { $0 == "#" || $0 == "/" || $0 == ":" }.last.map(String.init) ?? uri
    alone {
      let bundles = PluginFolders.bundles(naming: word)
      for bundle in bundles + PluginFolders.bundles(naming: "lv2core.ttl") { loadBundle(bundle) }
      lilv_world_load_specifications(world)
      lilv_world_load_plugin_classes(world)
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

  /// The presets of the plugin `uri`, by label.
  package func presets(of uri: String) -> [PluginPreset] {
    if let record = PluginCatalog.record(of: uri) { return record.presets }
    return alone {
      guard let plugin = plugin(uri) else { return [] }
      let nodes = lilv_plugin_get_related(plugin, term(Vocabulary.presets + "Preset"))
      defer { lilv_nodes_free(nodes) }
      return list(nodes).map { preset in
        lilv_world_load_resource(world, preset)
        let label = lilv_world_get(world, preset, term(Vocabulary.schema + "label"), nil)
        defer { lilv_node_free(label) }
        return PluginPreset(
          uri: text(preset), label: label.map { text($0) } ?? text(preset),
          numbers: numbers(of: preset), bundle: bundle(of: preset))
      }.sorted { ($0.label, $0.uri) < ($1.label, $1.uri) }
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

  private func loadAll() {
    guard !isComplete else { return }
    isComplete = true
    lilv_world_load_all(world)
  }

  func loadBundle(_ path: String) {
    let folder = path.hasSuffix("/") ? path : path + "/"
    guard !isComplete || !folder.isEmpty, loadedBundles.insert(folder).inserted,
      let node = lilv_new_file_uri(world, nil, folder)
    else { return }
    lilv_world_load_bundle(world, node)
    lilv_node_free(node)
  }

  /// The node of `uri`, kept for as long as the world; with the lock held.
  func term(_ uri: String) -> OpaquePointer? {
    if let node = terms[uri] { return node }
    let node = lilv_new_uri(world, uri)
    terms[uri] = node
    return node
  }

  /// The text of a node, whatever it is.
  func text(_ node: OpaquePointer?) -> String {
    node.flatMap { lilv_node_as_string($0) }.map { String(cString: $0) } ?? ""
  }

  /// The members of a collection, which must outlive them.
  func list(_ nodes: UnsafeRawPointer?) -> [OpaquePointer] {
    guard let nodes else { return [] }
    var found: [OpaquePointer] = []
    var place = lilv_nodes_begin(nodes)
    while !lilv_nodes_is_end(nodes, place) {
      if let node = lilv_nodes_get(nodes, place) { found.append(node) }
      place = lilv_nodes_next(nodes, place)
    }
    return found
  }
}
