import CLilv

extension PluginWorld {
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

  /// Takes notice of all that is installed; with the lock held.
  func loadAll() {
    guard !isComplete else { return }
    isComplete = true
    lilv_world_load_all(world)
  }

  /// Takes notice of the bundle in the folder `path`; with the lock held.
  func loadBundle(_ path: String) {
    let folder = path.hasSuffix("/") ? path : path + "/"
    guard !path.isEmpty, loadedBundles.insert(folder).inserted,
      let node = lilv_new_file_uri(world, nil, folder)
    else { return }
    lilv_world_load_bundle(world, node)
    lilv_node_free(node)
  }
}
