import CLilv
private import Glibc

/// Reading of descriptions; all with the lock held.
extension PluginWorld {
  func describe(_ plugin: OpaquePointer) -> PluginDescription? {
    let ports = (0..<lilv_plugin_get_num_ports(plugin)).compactMap { index in
      lilv_plugin_get_port_by_index(plugin, index).map { describe($0, of: plugin, Int(index)) }
    }
    guard ports.count == Int(lilv_plugin_get_num_ports(plugin)) else { return nil }
    let name = lilv_plugin_get_name(plugin)
    let required = lilv_plugin_get_required_features(plugin)
    defer {
      lilv_node_free(name)
      lilv_nodes_free(required)
    }
    let uri = text(lilv_plugin_get_uri(plugin))
    return PluginDescription(
      uri: uri, name: name == nil ? uri : text(name),
      className: text(lilv_plugin_class_get_label(lilv_plugin_get_class(plugin))),
      ports: ports, files: files(of: plugin), requiredFeatures: list(required).map { text($0) },
      bundle: path(lilv_plugin_get_bundle_uri(plugin)))
  }

  private func path(_ node: OpaquePointer?) -> String {
    guard let path = lilv_file_uri_parse(lilv_node_as_uri(node), nil) else { return "" }
    defer { lilv_free(path) }
    return String(cString: path)
  }

  /// The properties that take a file, as patch:writable.
  private func files(of plugin: OpaquePointer) -> [PluginDescription.Property] {
    let writable = lilv_plugin_get_value(plugin, term(Vocabulary.patch + "writable"))
    defer { lilv_nodes_free(writable) }
    return list(writable).compactMap { property in
      let range = lilv_world_get(world, property, term(Vocabulary.schema + "range"), nil)
      defer { lilv_node_free(range) }
      guard text(range) == Vocabulary.atom + "Path" else { return nil }
      let label = lilv_world_get(world, property, term(Vocabulary.schema + "label"), nil)
      defer { lilv_node_free(label) }
      let uri = text(property)
      let symbol = uri.split { $0 == "#" || $0 == "/" || $0 == ":" }.last.map(String.init) ?? uri
      return PluginDescription.Property(
        uri: uri, symbol: symbol, label: label == nil ? symbol : text(label))
    }
  }
}
