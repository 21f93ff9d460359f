import CLilv

extension PluginWorld {
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

  /// The numbers that the preset `preset` gives to ports; with the lock held.
  func numbers(of preset: OpaquePointer) -> [String: Float] {
    var map = URIDMap.map
    return lilv_state_new_from_world(world, &map, preset).map {
      let numbers = numbersOfState($0)
      lilv_state_free($0)
      return numbers
    } ?? [:]
  }

  /// The folder of the bundle that describes `preset`; with the lock held.
  func bundle(of preset: OpaquePointer) -> String {
    let file = lilv_world_get(world, preset, term(Vocabulary.schema + "seeAlso"), nil)
    defer { lilv_node_free(file) }
    guard let file, lilv_node_is_uri(file),
      let path = lilv_file_uri_parse(lilv_node_as_uri(file), nil)
    else { return "" }
    defer { lilv_free(path) }
    let text = String(cString: path)
    return text.lastIndex(of: "/").map { String(text[...$0]) } ?? ""
  }
}
