import CLilv

extension PluginWorld {
  /// The state that the preset `name`, a label or an address, gives the plugin `uri`.
  package func preset(_ name: String, of uri: String) throws(PluginError) -> PluginState {
    let presets = presets(of: uri)
    guard let preset = presets.first(where: { $0.uri == name || $0.label == name }),
      let state = state(at: preset.uri, in: preset.bundle)
    else { throw PluginError.unknownPreset(name, known: presets.map(\.label)) }
    return state
  }

  /// The state that the plugin `uri` wants to begin with, if it has one.
  package func defaultState(of uri: String) -> PluginState? {
    state(
      at: uri, in: PluginCatalog.isUsed ? PluginCatalog.record(of: uri)?.plugin.bundle ?? "" : "")
  }

  private func state(at uri: String, in bundle: String) -> PluginState? {
    alone {
      if PluginCatalog.isUsed, !bundle.isEmpty { loadBundle(bundle) }
      guard let node = lilv_new_uri(world, uri) else { return nil }
      defer { lilv_node_free(node) }
      var map = URIDMap.map
      lilv_world_load_resource(world, node)
      return lilv_state_new_from_world(world, &map, node).map { PluginState($0, in: self) }
    }
  }

  /// The state that was saved in the folder `path`, or `nil` where there is none.
  package func state(folder path: String) -> PluginState? {
    alone {
      var map = URIDMap.map
      return lilv_state_new_from_file(world, &map, nil, path + "/state.ttl").map {
        PluginState($0, in: self)
      }
    }
  }

  /// Saves what the plugin of `link` remembers in the folder `path`, with its `numbers` by symbol.
  ///
  /// The plugin must not run meanwhile. Returns whether that worked.
  package func save(
    _ link: PluginLink, of uri: String, numbers: [String: Float], folder path: String
  ) -> Bool {
    alone {
      guard let plugin = plugin(uri), let instance = link.instance else { return false }
      var (map, unmap) = (URIDMap.map, URIDMap.unmap)
      let source = NumberSource(numbers)
      let state = link.withFeatures { features in
        lilv_state_new_from_instance(
          plugin, instance, &map, path, path, path, path, giveNumber,
          Unmanaged.passUnretained(source).toOpaque(), 0, features)
      }
      guard let state else { return false }
      defer { lilv_state_free(state) }
      return lilv_state_save(world, &map, &unmap, state, nil, path, "state.ttl") == 0
    }
  }
}
